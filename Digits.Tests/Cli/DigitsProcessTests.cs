using System.Net;
using System.Net.Sockets;
using Digits.Tests.Support;

namespace Digits.Tests.Cli;

/// <summary>The built program: streams, signals and exit codes.</summary>
public sealed class DigitsProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Predict_PictureOnStandardInput_PrintsALineWithTabs()
    {
        using var digits = new DigitsProcess("predict", "-");
        await digits.SendAsync(Samples.Seven);
        (int code, string output, string error) = await digits.EndAsync();
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(["-", "7", "digit"], Assert.Single(CommandLine.Lines(output)).Split('\t').Where((_, column) => column != 2));
    }

    [Fact]
    public async Task Predict_ReaderWhoLeaves_EndsQuietlyBeforeAllIsRead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows tells of a broken pipe when its buffer is full.");
        for (int i = 0; i < 300; i++)
        {
            _folder.Write($"{i:000}.png", Samples.Seven);
        }

        using var digits = new DigitsProcess("predict", _folder.Path, "--json");
        Assert.StartsWith("{\"file\":", await digits.Output.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal((141, ""), await digits.EndUnreadAsync());
    }

    [Fact]
    public async Task Predict_CtrlC_EndsWith130AndSaysNothing()
    {
        // A service that never answers: whatever the machine's speed, the command waits for it when the signal comes.
        using var service = new TcpListener(IPAddress.Loopback, 0);
        service.Start();
        using var digits = new DigitsProcess("predict", _folder.Write("7.png", Samples.Seven), "--url", $"http://{service.LocalEndpoint}");
        using TcpClient asked = await service.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        digits.Interrupt();
        Assert.Equal((130, "", ""), await digits.EndAsync());
    }

    [Theory]
    [InlineData("predict")]
    [InlineData("fly", "7.png")]
    [InlineData("predict", "7.png", "--json", "--csv")]
    [InlineData("predict", "7.png", "--top", "11")]
    [InlineData("predict", "7.png", "--url", "ftp://127.0.0.1/")]
    [InlineData("predict", "7.png", "--url", "http://127.0.0.1:1", "--models", "x")]
    [InlineData("evaluate", "--images", "nothing-here")]
    [InlineData("models", "--models", "nothing-here")]
    [InlineData("bench", "--seconds", "0")]
    public async Task Command_WrongUse_SaysSoInOneLineAndEndsWith2(params string[] arguments)
    {
        using var digits = new DigitsProcess(arguments);
        (int code, string output, string error) = await digits.EndAsync();
        Assert.Equal((2, ""), (code, output));
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    public void Dispose() => _folder.Dispose();
}

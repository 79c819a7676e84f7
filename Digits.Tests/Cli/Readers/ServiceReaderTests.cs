using Digits.Tests.Support;

namespace Digits.Tests.Cli.Readers;

/// <summary>`--url`: the same answers from a service as from this process.</summary>
public sealed class ServiceReaderTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DigitsFactory _service = new DigitsFactory().Listening();

    [Fact]
    public async Task Predict_ByAService_AnswersAsInThisProcess()
    {
        string[] pictures =
        [
            _folder.Write("7.png", Samples.Seven),
            _folder.Write("7.bin", Samples.SevenPixels),
            _folder.Write("blank.png", Samples.Blank),
            _folder.Write("text.png", "no picture"u8.ToArray()),
        ];
        (int Code, string Output, string Error) asked = await CommandLine.RunAsync(["predict", .. pictures, "--json", "--url", await ReadyUrlAsync()]);
        Assert.Equal(await CommandLine.RunAsync(["predict", .. pictures, "--json"]), asked);
    }

    [Fact]
    public async Task Predict_ExplainedByAService_WritesTheSamePicture()
    {
        string seven = _folder.Write("7.png", Samples.Seven);
        string[] sheets = [Path.Combine(_folder.Path, "a.png"), Path.Combine(_folder.Path, "b.png")];
        await CommandLine.RunAsync("predict", seven, "--explain", sheets[0], "--url", await ReadyUrlAsync());
        await CommandLine.RunAsync("predict", seven, "--explain", sheets[1]);
        Assert.Equal(await File.ReadAllBytesAsync(sheets[0], Token), await File.ReadAllBytesAsync(sheets[1], Token));
    }

    [Fact]
    public async Task Predict_NobodyAtTheAddress_SaysSoInOneLine()
    {
        string url = TakenPort.Leave(1)[0].AbsoluteUri;
        (int code, string output, string error) = await CommandLine.RunAsync("predict", _folder.Write("7.png", Samples.Seven), "--url", url);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith($"{url} cannot be asked: ", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<string> ReadyUrlAsync()
    {
        using HttpClient client = await _service.ReadyClientAsync();
        return client.BaseAddress!.AbsoluteUri;
    }
}

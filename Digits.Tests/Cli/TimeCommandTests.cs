using System.CommandLine;
using System.IO.Compression;
using System.Text.Json;
using Digits.Cli;
using Digits.Tests.Support;

namespace Digits.Tests.Cli;

public sealed class TimeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Models => Path.Combine(RepositoryRoot.Require(), "models");

    [Fact]
    public async Task Time_ShippedModel_PrintsItsCostAsJson()
    {
        (int code, string output, string error) = await RunAsync("time", "--model", "softmax", "--models", Models, "--batch", "4");
        Assert.Equal((0, ""), (code, error));
        using JsonDocument answer = JsonDocument.Parse(output);
        Assert.Equal("softmax", answer.RootElement.GetProperty("model").GetString());
        Assert.Equal(4, answer.RootElement.GetProperty("batch").GetInt32());
        Assert.InRange(answer.RootElement.GetProperty("microsecondsPerImage").GetDouble(), 0.01, 1e6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Time_Images_PrintsTheCostOfThose(bool gzipped)
    {
        string file = _folder.Write("images", Idx(side: 28, count: 5, gzipped));
        (int code, string output, string error) = await RunAsync("time", "--model", "softmax", "--models", Models, "--batch", "4", "--images", file);
        Assert.Equal((0, ""), (code, error));
        using JsonDocument answer = JsonDocument.Parse(output);
        Assert.InRange(answer.RootElement.GetProperty("microsecondsPerImage").GetDouble(), 0.01, 1e6);
    }

    public static TheoryData<byte[], string> WrongFiles => new()
    {
        { [], "ends early" },
        { Idx(side: 28, count: 3, gzipped: false)[..^1], "ends early" },
        { Idx(side: 28, count: 3, gzipped: true)[..40], "ends early" },
        { Idx(side: 27, count: 3, gzipped: false), "no IDX file" },
        { Idx(side: 28, count: 3, gzipped: false), "a batch of 16 wants more" },
        { Idx(side: 28, count: 0, gzipped: false), "holds 0 images" },
        { [0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "is damaged" },
    };

    [Theory]
    [MemberData(nameof(WrongFiles))]
    public async Task Time_WrongImages_SaysWhatIsWrong(byte[] content, string reason)
    {
        string file = _folder.Write("images", content);
        (int code, string output, string error) = await RunAsync("time", "--model", "softmax", "--models", Models, "--images", file);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(file, error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_NoSuchImages_SaysSo()
    {
        string file = Path.Combine(_folder.Path, "none");
        (int code, _, string error) = await RunAsync("time", "--model", "softmax", "--models", Models, "--images", file);
        Assert.Equal(1, code);
        Assert.Contains(file, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_UnknownModel_SaysWhichAndWhere()
    {
        (int code, string output, string error) = await RunAsync("time", "--model", "nobody", "--models", Models);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("nobody", error, StringComparison.Ordinal);
        Assert.Contains(Models, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("257")]
    [InlineData("many")]
    public async Task Time_BatchOutOfRange_IsRefusedBeforeAnythingRuns(string batch)
    {
        (int code, _, string error) = await RunAsync("time", "--batch", batch);
        Assert.Equal(1, code);
        Assert.Contains("--batch", error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>An IDX file of blank images.</summary>
    private static byte[] Idx(int side, int count, bool gzipped)
    {
        byte[] plain = [0, 0, 8, 3, 0, 0, 0, (byte)count, 0, 0, 0, (byte)side, 0, 0, 0, (byte)side, .. new byte[count * side * side]];
        if (!gzipped)
        {
            return plain;
        }

        using var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }

        return file.ToArray();
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = new InvocationConfiguration { Output = output, Error = error };
        int code = await DigitsCommand.Create().Parse(arguments).InvokeAsync(console, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}

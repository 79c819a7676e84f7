using System.Text.Json;
using Digits.Tests.Support;

namespace Digits.Tests.Cli.Bench;

public sealed class BenchCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Bench_SmallModel_MeasuresEveryStageBatchAndSession()
    {
        (int code, string output, string error) = await CommandLine.RunAsync("bench", "--model", "softmax", "--seconds", "0.01", "--json");
        Assert.Equal((0, ""), (code, error));
        JsonElement found = JsonElement.Parse(output);
        Assert.Equal(
            ["decode", "prepare", "network", "judge", "all"], found.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("stage").GetString()));
        JsonElement[] rates = [.. found.GetProperty("rates").EnumerateArray()];
        Assert.Equal(0, rates.Length % 8);
        Assert.All(rates, rate => Assert.InRange(rate.GetProperty("imagesPerSecond").GetDouble(), 1, 1e9));
    }

    [Fact]
    public async Task Bench_PictureThatIsNone_SaysWhich()
    {
        string text = _folder.Write("text.png", "no picture"u8.ToArray());
        (int code, _, string error) = await CommandLine.RunAsync("bench", text, "--model", "softmax");
        Assert.Equal(2, code);
        Assert.StartsWith($"{text}: ", error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}

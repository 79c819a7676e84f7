using System.Text.Json;
using Digits.Tests.Support;

namespace Digits.Tests.Cli;

public sealed class TimeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Models => Path.Combine(RepositoryRoot.Require(), "models");

    [Fact]
    public async Task Time_ShippedModel_PrintsItsCostAsJson()
    {
        (int code, string output, string error) = await CommandLine.RunAsync("time", "--model", "softmax", "--models", Models, "--batch", "4");
        Assert.Equal((0, ""), (code, error));
        using JsonDocument answer = JsonDocument.Parse(output);
        Assert.Equal("softmax", answer.RootElement.GetProperty("model").GetString());
        Assert.Equal(4, answer.RootElement.GetProperty("batch").GetInt32());
        Assert.InRange(answer.RootElement.GetProperty("microsecondsPerImage").GetDouble(), 0.01, 1e6);
    }

    [Fact]
    public async Task Time_Images_PrintsTheCostOfThose()
    {
        string file = _folder.Write("images", IdxFile.Of(new byte[5 * 784]));
        (int code, string output, string error) = await CommandLine.RunAsync("time", "--model", "softmax", "--models", Models, "--batch", "4", "--images", file);
        Assert.Equal((0, ""), (code, error));
        using JsonDocument answer = JsonDocument.Parse(output);
        Assert.InRange(answer.RootElement.GetProperty("microsecondsPerImage").GetDouble(), 0.01, 1e6);
    }

    [Fact]
    public async Task Time_TooFewImages_SaysSo()
    {
        string file = _folder.Write("images", IdxFile.Of(new byte[3 * 784]));
        (int code, string output, string error) = await CommandLine.RunAsync("time", "--model", "softmax", "--models", Models, "--images", file);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains($"{file} holds 3 images; a batch of 16 wants more", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_UnknownModel_SaysWhichAndWhere()
    {
        (int code, string output, string error) = await CommandLine.RunAsync("time", "--model", "nobody", "--models", Models);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("nobody", error, StringComparison.Ordinal);
        Assert.Contains(Models, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("257")]
    [InlineData("many")]
    public async Task Time_BatchOutOfRange_IsRefusedBeforeAnythingRuns(string batch)
    {
        (int code, _, string error) = await CommandLine.RunAsync("time", "--batch", batch);
        Assert.Equal(2, code);
        Assert.Contains("--batch", error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}

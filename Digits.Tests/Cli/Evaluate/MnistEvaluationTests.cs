using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Digits.Tests.Support;

namespace Digits.Tests.Cli.Evaluate;

/// <summary>The command and the service, asked by the training's own evaluation, count the same.</summary>
public sealed partial class MnistEvaluationTests
{
    [Fact]
    public async Task Evaluate_MnistTestSet_AgreesWithTheModelsCard()
    {
        string folder = Path.Combine(RepositoryRoot.Require(), "..", "shared", "data", "mnist");
        Assert.SkipUnless(Directory.Exists(folder), "MNIST is not in ../shared/data/mnist: it is not part of the repository.");
        string card = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Require(), "models", "README.md"), TestContext.Current.CancellationToken);
        (int code, string output, string error) = await CommandLine.RunAsync(
            "evaluate",
            "--images",
            Path.Combine(folder, "t10k-images-idx3-ubyte.gz"),
            "--labels",
            Path.Combine(folder, "t10k-labels-idx1-ubyte.gz"),
            "--json");

        Assert.Equal((0, ""), (code, error));
        JsonElement found = JsonElement.Parse(output);
        Assert.Equal(10_000, found.GetProperty("count").GetInt32());
        Assert.Equal(
            Row().Match(card).Value,
            string.Create(
                CultureInfo.InvariantCulture,
                $"MNIST test set, raw pixels             n  10000   best guess {Share(found, "accuracy")}   answered {Share(found, "answered", "count")}   right of answered {Share(found, "rightOfAnswered", "answered")}   ECE {Share(found, "calibrationError")}"));
    }

    private static string Share(JsonElement found, string part, string? of = null)
    {
        double share = found.GetProperty(part).GetDouble() / (of is null ? 1 : found.GetProperty(of).GetDouble());
        return (100 * share).ToString("F2", CultureInfo.InvariantCulture).PadLeft(6) + "%";
    }

    [GeneratedRegex("^MNIST test set, raw pixels .*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Row();
}

using System.Text.Json;
using Digits.Tests.Support;

namespace Digits.Tests.Cli.Evaluate;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Evaluate_FolderByFoldersAndByNames_TakesTheLabelFromEither()
    {
        _folder.Write("set/7-a.png", Samples.Seven);
        _folder.Write("set/3/9.png", Samples.Three);
        JsonElement found = await EvaluateAsync("--images", Path.Combine(_folder.Path, "set"));
        Assert.Equal((2, 2), (found.GetProperty("count").GetInt32(), found.GetProperty("right").GetInt32()));
    }

    [Fact]
    public async Task Evaluate_UnreadableFile_IsNamedAndNotScored()
    {
        _folder.Write("set/7-a.png", Samples.Seven);
        _folder.Write("set/7-b.png", "no picture"u8.ToArray());
        (int code, string output, string error) = await CommandLine.RunAsync("evaluate", "--images", Path.Combine(_folder.Path, "set"), "--json");
        JsonElement found = JsonElement.Parse(output);
        Assert.Equal((1, 1, 1), (code, found.GetProperty("count").GetInt32(), found.GetProperty("unreadable").GetInt32()));
        Assert.Contains("7-b.png: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_PictureWithoutLabel_IsRefusedByItsName()
    {
        _folder.Write("set/seven.png", Samples.Seven);
        (int code, _, string error) = await CommandLine.RunAsync("evaluate", "--images", Path.Combine(_folder.Path, "set"));
        Assert.Equal(2, code);
        Assert.Contains("seven.png has no label", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Evaluate_IdxFiles_AreScoredByTheirLabels(bool gzipped)
    {
        byte[] images = IdxFile.Of([.. Samples.SevenPixels, .. Samples.SevenPixels]);
        byte[] labels = [0, 0, 8, 1, 0, 0, 0, 2, 7, 1];
        JsonElement found = await EvaluateAsync(
            "--images",
            _folder.Write("images", gzipped ? IdxFile.Gzipped(images) : images),
            "--labels",
            _folder.Write("labels", gzipped ? IdxFile.Gzipped(labels) : labels));
        Assert.Equal((2, 1), (found.GetProperty("count").GetInt32(), found.GetProperty("right").GetInt32()));
        Assert.Equal("images[1]", found.GetProperty("worstMisreads")[0].GetProperty("picture").GetString());
    }

    [Fact]
    public async Task Evaluate_Csv_IsScoredLineByLine()
    {
        string csv = _folder.Write("set.csv", System.Text.Encoding.ASCII.GetBytes($"label,{string.Join(',', Enumerable.Range(0, 784))}\n7,{Samples.SevenList}\n"));
        JsonElement found = await EvaluateAsync("--images", csv);
        Assert.Equal((1, 1), (found.GetProperty("count").GetInt32(), found.GetProperty("right").GetInt32()));
    }

    [Theory]
    [InlineData("7,1,2\n", "line 1, has 3 columns")]
    [InlineData("label\n10,0\n", "line 2, has the label 10")]
    [InlineData("7,256\n", "line 1, has no number of 0 to 255 in column 2")]
    [InlineData("label\n", "holds no line")]
    public async Task Evaluate_WrongCsv_IsRefusedByItsLine(string content, string reason)
    {
        string csv = _folder.Write("set.csv", System.Text.Encoding.ASCII.GetBytes(content));
        (int code, _, string error) = await CommandLine.RunAsync("evaluate", "--images", csv);
        Assert.Equal(2, code);
        Assert.Contains(csv, error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_OtherNumberOfLabels_IsRefused()
    {
        string images = _folder.Write("images", IdxFile.Of(Samples.SevenPixels));
        string labels = _folder.Write("labels", [0, 0, 8, 1, 0, 0, 0, 2, 7, 1]);
        (int code, _, string error) = await CommandLine.RunAsync("evaluate", "--images", images, "--labels", labels);
        Assert.Equal(2, code);
        Assert.Contains($"{images} holds 1 images and {labels} 2 labels", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_Report_IsOneFileThatShowsTheMisreads()
    {
        _folder.Write("set/7-a.png", Samples.Seven);
        _folder.Write("set/1-<b>.png", Samples.Seven);
        string report = Path.Combine(_folder.Path, "report.html");
        (int code, _, _) = await CommandLine.RunAsync("evaluate", "--images", Path.Combine(_folder.Path, "set"), "--report", report);
        Assert.Equal(0, code);
        string page = await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken);
        Assert.Equal(2, page.Split("<img ").Length - 1);
        Assert.Contains("1-&lt;b&gt;.png", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_ReportThatCannotBeWritten_IsRefusedBeforeAnythingIsRead()
    {
        _folder.Write("set/7-a.png", Samples.Seven);
        string report = Path.Combine(_folder.Path, "nowhere", "report.html");
        (int code, string output, _) = await CommandLine.RunAsync("evaluate", "--images", Path.Combine(_folder.Path, "set"), "--report", report);
        Assert.Equal((2, ""), (code, output));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<JsonElement> EvaluateAsync(params string[] arguments)
    {
        (int code, string output, string error) = await CommandLine.RunAsync(["evaluate", .. arguments, "--json"]);
        Assert.Equal((0, ""), (code, error));
        return JsonElement.Parse(output);
    }
}

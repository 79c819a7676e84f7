using System.Globalization;
using System.Text.Json;
using Digits.Core.Imaging;
using Digits.Tests.Support;

namespace Digits.Tests.Cli.Predict;

public sealed class PredictCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Predict_UnreadableFilesAmongOthers_ReadsTheOthersAndEndsWith2()
    {
        string seven = _folder.Write("7.png", Samples.Seven);
        string text = _folder.Write("text.png", "no picture"u8.ToArray());
        string three = _folder.Write("3.png", Samples.Three);
        (int code, string output, string error) = await CommandLine.RunAsync("predict", seven, text, Path.Combine(_folder.Path, "gone.png"), three);
        Assert.Equal(2, code);
        string[][] lines = [.. CommandLine.Lines(output).Select(line => line.Split('\t'))];
        Assert.Equal([[seven, "7", "digit"], [three, "3", "digit"]], lines.Select(line => (string[])[line[0], line[1], line[3]]));
        Assert.All(lines, line => Assert.InRange(float.Parse(line[2], CultureInfo.InvariantCulture), 0.6f, 1));
        Assert.Equal(
            [$"{text}: The bytes begin like none of PNG, JPEG, WebP, GIF and BMP.", $"{Path.Combine(_folder.Path, "gone.png")}: There is no such file."],
            CommandLine.Lines(error));
    }

    [Fact]
    public async Task Predict_BlankPicture_IsWithheldAndEndsWith1()
    {
        string blank = _folder.Write("blank.png", Samples.Blank);
        Assert.Equal((1, $"{blank}\t-\t-\tblank{Environment.NewLine}", ""), await CommandLine.RunAsync("predict", blank));
    }

    [Fact]
    public async Task Predict_Folder_ReadsItsPicturesInOrderAndThoseBelow()
    {
        _folder.Write("b.png", Samples.Seven);
        _folder.Write("a.PNG", Samples.Three);
        _folder.Write("notes.txt", Samples.Seven);
        _folder.Write(".hidden.png", Samples.Seven);
        _folder.Write("inner/0.png", Samples.Seven);
        (int code, string output, _) = await CommandLine.RunAsync("predict", _folder.Path);
        Assert.Equal(0, code);
        Assert.Equal(
            ["a.PNG", "b.png", Path.Combine("inner", "0.png")], CommandLine.Lines(output).Select(line => Path.GetRelativePath(_folder.Path, line.Split('\t')[0])));
    }

    [Fact]
    public async Task Predict_FolderWithoutPictures_SaysSo()
    {
        (int code, _, string error) = await CommandLine.RunAsync("predict", _folder.Path);
        Assert.Equal(2, code);
        Assert.Contains($"{_folder.Path} holds no pictures", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_784Bytes_AreThePixels()
    {
        string pixels = _folder.Write("7.bin", Samples.SevenPixels);
        (int code, string output, _) = await CommandLine.RunAsync("predict", pixels);
        Assert.Equal(0, code);
        Assert.StartsWith($"{pixels}\t7\t", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_Json_IsAnObjectALineWithTheFileInFront()
    {
        string name = _folder.Write("seven, \"7\".png", Samples.Seven);
        (_, string output, string error) = await CommandLine.RunAsync("predict", name, Path.Combine(_folder.Path, "gone.png"), "--json", "--top", "1");
        string[] lines = CommandLine.Lines(output);
        JsonElement read = JsonElement.Parse(lines[0]);
        JsonElement gone = JsonElement.Parse(lines[1]);
        Assert.Equal((name, 7), (read.GetProperty("file").GetString(), read.GetProperty("digit").GetInt32()));
        Assert.Equal(1, read.GetProperty("candidates").GetArrayLength());
        Assert.Equal(404, gone.GetProperty("problem").GetProperty("status").GetInt32());
        Assert.Equal("", error);
    }

    [Fact]
    public async Task Predict_Csv_HasAHeadingAndQuotesNames()
    {
        string name = _folder.Write("seven, \"7\".png", Samples.Seven);
        (_, string output, _) = await CommandLine.RunAsync("predict", name, "--csv");
        string[] lines = CommandLine.Lines(output);
        Assert.Equal("file,digit,confidence,verdict,p0,p1,p2,p3,p4,p5,p6,p7,p8,p9,problem", lines[0]);
        Assert.StartsWith($"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\",7,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_Explain_WritesARowForEachPicture()
    {
        string png = Path.Combine(_folder.Path, "out", "seen.png");
        Directory.CreateDirectory(Path.GetDirectoryName(png)!);
        (int code, _, _) = await CommandLine.RunAsync(
            "predict", _folder.Write("7.png", Samples.Seven), _folder.Write("3.png", Samples.Three), "--explain", png);
        Assert.Equal(0, code);
        using GrayImage sheet = new ImageDecoder(new ImageCodec()).Decode(await File.ReadAllBytesAsync(png, TestContext.Current.CancellationToken)).Value!;
        Assert.Equal((704, 472), (sheet.Width, sheet.Height));
    }

    [Fact]
    public async Task Predict_UnknownModel_SaysWhichThereAre()
    {
        (int code, _, string error) = await CommandLine.RunAsync("predict", _folder.Write("7.png", Samples.Seven), "--model", "nobody");
        Assert.Equal(2, code);
        Assert.Contains("no model nobody", error, StringComparison.Ordinal);
        Assert.Contains("cnn, cnn-fp32, softmax", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_StandardInputTwice_IsRefused()
    {
        (int code, _, string error) = await CommandLine.RunAsync("predict", "-", "-");
        Assert.Equal(2, code);
        Assert.Contains("given 2 times", error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}

using System.Diagnostics;
using Digits.Core.Imaging;
using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Recognition;

/// <summary>Whole numbers with the model that serves, on rows that are drawn here.</summary>
public sealed class RecognizeNumberTests(DigitScenesTests.Recognition recognition) : IClassFixture<DigitScenesTests.Recognition>
{
    /// <summary>Hostile pictures are answered in a fraction of this also beside other work.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private static readonly string[] Texts = ["2350", "80632", "945", "0042", "68", "2025", "39584", "720", "5046", "99238"];

    public static TheoryData<string> Hostile => ["specks", "a long line", "a checkerboard", "a page", "noise"];

    [Theory]
    [InlineData(30)]
    [InlineData(8)]
    public async Task RecognizeNumberAsync_RowsOfDigits_AreRead(int gap)
    {
        NumberPrediction[] answers = await Task.WhenAll(Texts.Select((text, i) => ReadAsync(DrawnRow.Png(text, gap, 10 * i))));
        string[] wrong = [.. Texts.Zip(answers).Where(pair => pair.Second.Number is { } number && number != pair.First).Select(pair => pair.First + " as " + pair.Second.Number)];
        int right = Texts.Zip(answers).Count(pair => pair.First == pair.Second.Number);
        Assert.True(right >= 7 && wrong.Length == 0, $"{right} are right; {string.Join(", ", wrong)}; {string.Join(", ", answers.Select(answer => answer.Reading))}");
    }

    [Theory]
    [InlineData('.', 2)]
    [InlineData('.', 5)]
    [InlineData('-', 3)]
    [InlineData('-', 6)]
    public async Task RecognizeNumberAsync_MarkCloseToDigits_IsNeverLeftOut(char mark, int gap)
    {
        string[] texts = [.. Texts.Select(text => $"{text[..^1]}{mark}{text[^1]}")];
        NumberPrediction[] answers = await Task.WhenAll(texts.Select((text, i) => ReadAsync(DrawnRow.Png(text, gap, 10 * i))));
        Assert.Empty(texts.Zip(answers).Where(pair => pair.Second.Number is not null).Select(pair => $"{pair.First} as {pair.Second.Number}"));
        Assert.Contains(texts.Zip(answers), pair => pair.First.Replace(mark, '?') == pair.Second.Reading);
    }

    [Fact]
    public async Task RecognizeNumberAsync_OneAsStraightAsARuler_IsNeverLeftOut()
    {
        using GrayImage row = DrawnRow.Draw("2350", 40);
        row.With(10, 20, 8, 80, 0);
        NumberPrediction answer = await ReadAsync(DrawnRow.Encode(row));
        Assert.Equal(5, answer.Reading.Length);
    }

    [Fact]
    public async Task RecognizeNumberAsync_BoxesGiven_AreReadOneByOne()
    {
        using GrayImage picture = DrawnRow.Comb("3 82");
        CropBox[] boxes = [.. Enumerable.Range(0, 4).Select(i => new CropBox(20 + (i * 100), 10, 100, 100))];
        NumberPrediction answer = await ReadAsync(DrawnRow.Encode(picture), new NumberQuery { Boxes = boxes });
        Assert.Equal(("3 82", NumberVerdict.Uncertain), (answer.Reading, answer.Verdict));
        Assert.Null(answer.Number);
    }

    [Fact]
    public async Task RecognizeNumberAsync_EmptyComb_IsNoNumber()
    {
        using GrayImage picture = DrawnRow.Comb("    ");
        NumberPrediction answer = await ReadAsync(DrawnRow.Encode(picture), new NumberQuery { Cells = 4 });
        Assert.Equal(("    ", NumberVerdict.NotANumber), (answer.Reading, answer.Verdict));
        Assert.Null((await ReadAsync(DrawnRow.Encode(picture))).Number);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task RecognizeNumberAsync_HostilePicture_IsToldInTime(string kind)
    {
        using GrayImage picture = kind switch
        {
            "specks" => Picture.From(1024, 1024, (x, y) => x % 10 < 4 && y % 10 < 4 ? 0 : 255),
            "a long line" => Picture.From(2000, 60, (x, y) => x % 8 < 2 && y is > 10 and < 50 ? 0 : 255),
            "a checkerboard" => Picture.From(1024, 1024, (x, y) => (x + y) % 2 == 0 ? 0 : 255),
            "a page" => Picture.From(1000, 1000, (x, y) => x % 20 < 3 && y % 30 < 20 ? 0 : 255),
            _ => Picture.Noise(1024, 1024, 1, 0, 255),
        };
        long begun = Stopwatch.GetTimestamp();
        Outcome<NumberPrediction> outcome =
            await recognition.Recognizer.RecognizeNumberAsync(DrawnRow.Encode(picture), null, TestContext.Current.CancellationToken);
        Assert.True(Stopwatch.GetElapsedTime(begun) < Bound, $"{Stopwatch.GetElapsedTime(begun)}");
        Assert.True(outcome.Error is not null || outcome.Value is { Number: null }, outcome.Value?.Reading);
    }

    [Fact]
    public async Task RecognizeNumberAsync_SeveralLines_IsTold()
    {
        using GrayImage upper = DrawnRow.Draw("2350");
        using GrayImage both = Picture.From(upper.Width, 2 * upper.Height, (x, y) => upper.Row(y % upper.Height)[x]);
        NumberPrediction answer = await ReadAsync(DrawnRow.Encode(both));
        Assert.Equal(NumberVerdict.NotANumber, answer.Verdict);
        Assert.Contains("several lines", answer.Reason, StringComparison.Ordinal);
    }

    private async Task<NumberPrediction> ReadAsync(byte[] file, NumberQuery? query = null) =>
        (await recognition.Recognizer.RecognizeNumberAsync(file, query, TestContext.Current.CancellationToken)).Value!;
}

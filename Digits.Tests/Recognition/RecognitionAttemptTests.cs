using Digits.Core.Preprocessing;
using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Recognition;

/// <summary>Which of two readings is answered, with a model that says what it is told to.</summary>
public sealed class RecognitionAttemptTests
{
    private static readonly byte[] Sheet = GrayPng.Encode(DigitScenes.Draw("a sheet on a dark desk", 5, 1), DigitScenes.Side);
    private static readonly byte[] Canvas = GrayPng.Encode(Bar(), 50);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RecognizeImageAsync_PlainPicture_RunsOnce()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        int before = test.Session.Batches.Length;
        Assert.NotNull((await test.Recognizer.RecognizeImageAsync(Canvas, null, Stop)).Value?.Digit);
        Assert.Equal(1, test.Session.Batches.Length - before);
    }

    // One place in the queue is enough for both runs, and it is given back.
    [Fact]
    public async Task RecognizeImageAsync_SecondReadingInTheOnlyPlace_IsAnswered()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync(queueCapacity: 1);
        for (int i = 0; i < 3; i++)
        {
            Assert.NotNull((await test.Recognizer.RecognizeImageAsync(Sheet, null, Stop)).Value);
        }
    }

    [Fact]
    public async Task RecognizeAllAsync_SecondReadingsInAllPlaces_AreAnswered()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync(queueCapacity: 2);
        DigitInput[] inputs = [DigitInput.FromImage(Sheet), DigitInput.FromImage(Sheet)];
        for (int i = 0; i < 3; i++)
        {
            Outcome<Prediction>[]? answers = (await test.Recognizer.RecognizeAllAsync(inputs, null, Stop)).Value;
            Assert.All(answers!, answer => Assert.NotNull(answer.Value));
        }
    }

    [Fact]
    public async Task RecognizePixelsAsync_WithheldPixels_AreNotReadAgain()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        int before = test.Session.Batches.Length;
        byte[] pixels = [.. Enumerable.Repeat((byte)200, DigitTensor.Length - 1), 0];
        Assert.Null((await test.Recognizer.RecognizePixelsAsync(pixels, null, Stop)).Value?.Digit);
        Assert.Equal(1, test.Session.Batches.Length - before);
    }

    // A blot fills its box: whatever the model says, it is no digit.
    [Fact]
    public async Task RecognizeImageAsync_Blot_IsNotADigit()
    {
        float[] values = [.. Enumerable.Range(0, 60 * 60).Select(i => Square((i % 60) - 30) + Square((i / 60) - 30) < 200 ? 0f : 1f)];
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        Assert.Equal(Verdict.NotADigit, (await test.Recognizer.RecognizeImageAsync(GrayPng.Encode(values, 60), null, Stop)).Value?.Verdict);
    }

    private static int Square(int value) => value * value;

    private static float[] Bar()
    {
        float[] values = new float[50 * 50];
        Array.Fill(values, 1f);
        for (int y = 10; y < 40; y++)
        {
            values.AsSpan((y * 50) + 22, 6).Clear();
        }

        return values;
    }
}

using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Core.Recognition;
using Digits.Tests.Imaging;
using Digits.Tests.Imaging.Png;
using Digits.Tests.Support;

namespace Digits.Tests.Recognition;

public sealed class DigitRecognizerTests
{
    private static readonly RecognitionQuery Explaining = new(Explain: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(9)]
    public async Task RecognizePixelsAsync_Digit_IsAnswered(int digit)
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        Prediction? prediction = (await test.Recognizer.RecognizePixelsAsync(TestRecognizer.PixelsOf(digit), null, Stop)).Value;
        Assert.Equal((digit, new ModelIdentity("cnn", "4")), (prediction?.Digit, prediction?.Model));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(783)]
    [InlineData(785)]
    public async Task RecognizePixelsAsync_WrongCount_SaysBothCounts(int count)
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        Outcome<Prediction> outcome = await test.Recognizer.RecognizePixelsAsync(new byte[count], null, Stop);
        Assert.Equal(
            new RecognitionError(RecognitionErrorCode.WrongPixelCount, $"There are {count} pixels; a digit has 784 (28 rows of 28)."),
            outcome.Error);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(255, 255)]
    [InlineData(100, 115)]
    public async Task RecognizePixelsAsync_PixelsAllAboutTheSame_AreBlank(byte least, byte greatest)
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        Outcome<Prediction> outcome = await test.Recognizer.RecognizePixelsAsync(Pixels(least, greatest), null, Stop);
        Assert.Equal(RecognitionErrorCode.BlankImage, outcome.Error?.Code);
    }

    [Fact]
    public async Task RecognizePixelsAsync_PixelsThatDifferByTheContrast_AreAnswered()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        Assert.NotNull((await test.Recognizer.RecognizePixelsAsync(Pixels(100, 116), null, Stop)).Value);
    }

    [Fact]
    public async Task RecognizeImageAsync_BytesThatAreNoPicture_AreAnError()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        Outcome<Prediction> outcome = await test.Recognizer.RecognizeImageAsync("no picture"u8.ToArray(), null, Stop);
        Assert.Equal(RecognitionErrorCode.UnsupportedImageFormat, outcome.Error?.Code);
    }

    [Fact]
    public async Task RecognizeImageAsync_BlankPicture_IsBlank()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        Outcome<Prediction> outcome = await test.Recognizer.RecognizeImageAsync(GrayPng.Encode(new float[400], 20), null, Stop);
        Assert.Equal(RecognitionErrorCode.BlankImage, outcome.Error?.Code);
    }

    [Fact]
    public async Task RecognizeAsync_DefaultInput_IsUnreadable()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        Assert.Equal(RecognitionErrorCode.UnreadableImage, (await test.Recognizer.RecognizeAsync(default, null, Stop)).Error?.Code);
    }

    [Fact]
    public async Task RecognizeAsync_UnknownModel_IsAnError()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        Outcome<Prediction> outcome = await test.Recognizer.RecognizePixelsAsync(
            TestRecognizer.PixelsOf(1), new RecognitionQuery("resnet"), Stop);
        Assert.Equal(RecognitionErrorCode.UnknownModel, outcome.Error?.Code);
    }

    [Fact]
    public async Task RecognizeAsync_BeforeLoad_IsNotReady()
    {
        await using TestRecognizer test = new();
        Outcome<Prediction> outcome = await test.Recognizer.RecognizePixelsAsync(TestRecognizer.PixelsOf(1), null, Stop);
        Assert.Equal(RecognitionErrorCode.NotReady, outcome.Error?.Code);
    }

    [Fact]
    public async Task RecognizeAsync_AfterDrain_IsRefused()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        test.Recognizer.Drain();
        Outcome<Prediction> outcome = await test.Recognizer.RecognizePixelsAsync(TestRecognizer.PixelsOf(1), null, Stop);
        Assert.Equal(RecognitionErrorCode.Draining, outcome.Error?.Code);
    }

    [Fact]
    public async Task RecognizeAsync_DrainDuringTheRun_IsStillAnswered()
    {
        using Gate gate = new();
        await using TestRecognizer test = await TestRecognizer.LoadedAsync(onRun: gate.Pass);
        Task<Outcome<Prediction>> running = test.Recognizer.RecognizePixelsAsync(TestRecognizer.PixelsOf(6), null, Stop).AsTask();
        await gate.EnteredAsync();
        test.Recognizer.Drain();
        gate.Open();
        Assert.Equal(6, (await running).Value?.Digit);
    }

    [Fact]
    public async Task RecognizeAsync_QueueFull_IsOverloaded()
    {
        using Gate gate = new();
        await using TestRecognizer test = await TestRecognizer.LoadedAsync(queueCapacity: 1, gate.Pass);
        Task<Outcome<Prediction>> running = test.Recognizer.RecognizePixelsAsync(TestRecognizer.PixelsOf(1), null, Stop).AsTask();
        await gate.EnteredAsync();
        Outcome<Prediction> refused = await test.Recognizer.RecognizePixelsAsync(TestRecognizer.PixelsOf(2), null, Stop);
        gate.Open();
        Assert.Equal(RecognitionErrorCode.Overloaded, refused.Error?.Code);
        Assert.Equal(1, (await running).Value?.Digit);
    }

    [Fact]
    public async Task RecognizeAsync_InputsThatCannotBeRead_GiveTheirPlacesBack()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync(queueCapacity: 1);
        for (int i = 0; i < 3; i++)
        {
            await test.Recognizer.RecognizePixelsAsync(new byte[3], null, Stop);
            await test.Recognizer.RecognizeImageAsync(new byte[3], null, Stop);
        }

        Assert.Equal(8, (await test.Recognizer.RecognizePixelsAsync(TestRecognizer.PixelsOf(8), null, Stop)).Value?.Digit);
    }

    [Fact]
    public async Task RecognizeAsync_ClientLeavesWhileWaiting_IsCancelledAndGivesItsPlaceBack()
    {
        using Gate gate = new();
        using CancellationTokenSource leaving = new();
        await using TestRecognizer test = await TestRecognizer.LoadedAsync(queueCapacity: 3, gate.Pass);
        Task<Outcome<Prediction>> first = test.Recognizer.RecognizePixelsAsync(TestRecognizer.PixelsOf(1), null, Stop).AsTask();
        await gate.EnteredAsync();
        Task<Outcome<Prediction>> left = test.Recognizer.RecognizePixelsAsync(TestRecognizer.PixelsOf(2), null, leaving.Token).AsTask();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Task<Outcome<Prediction>> next = test.Recognizer.RecognizePixelsAsync(TestRecognizer.PixelsOf(3), null, Stop).AsTask();
        gate.Open();
        Assert.Equal((1, 3), ((await first).Value?.Digit, (await next).Value?.Digit));
    }

    [Fact]
    public async Task RecognizeImageAsync_ClientHasLeftBefore_IsCancelledAndGivesItsPlaceBack()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync(queueCapacity: 1);
        CancellationToken left = new(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await test.Recognizer.RecognizeImageAsync(FixtureFile.Read("7-grey.png"), null, left));
        Assert.NotNull((await test.Recognizer.RecognizeImageAsync(FixtureFile.Read("7-grey.png"), null, Stop)).Value);
    }

    [Fact]
    public async Task RecognizeAsync_SessionThrows_ThrowsThatAndGivesThePlaceBack()
    {
        bool fail = true;
        await using TestRecognizer test = await TestRecognizer.LoadedAsync(
            queueCapacity: 1, _ => throw (fail ? new InvalidOperationException("broken") : new TimeoutException("still broken")));
        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await test.Recognizer.RecognizePixelsAsync(TestRecognizer.PixelsOf(1), null, Stop));
        fail = false;
        await Assert.ThrowsAsync<TimeoutException>(
            async () => await test.Recognizer.RecognizePixelsAsync(TestRecognizer.PixelsOf(1), null, Stop));
    }

    [Fact]
    public async Task RecognizeAllAsync_SeveralInputs_AreAnsweredInOrder()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        int[] digits = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4];
        Outcome<Prediction>[]? outcomes = (await test.Recognizer.RecognizeAllAsync(
            [.. digits.Select(digit => DigitInput.FromPixels(TestRecognizer.PixelsOf(digit)))], null, Stop)).Value;
        Assert.Equal(digits.Select(digit => (int?)digit), outcomes?.Select(outcome => outcome.Value?.Digit));
    }

    [Fact]
    public async Task RecognizeAllAsync_BadItem_LeavesItsNeighboursAlone()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        Outcome<Prediction>[]? outcomes = (await test.Recognizer.RecognizeAllAsync(
            [
                DigitInput.FromPixels(TestRecognizer.PixelsOf(1)),
                DigitInput.FromImage(new byte[5]),
                DigitInput.FromPixels(new byte[5]),
                DigitInput.FromPixels(TestRecognizer.PixelsOf(2)),
            ],
            null,
            Stop)).Value;
        Assert.Equal([1, null, null, 2], outcomes?.Select(outcome => outcome.Value?.Digit));
        Assert.Equal(
            [null, RecognitionErrorCode.UnsupportedImageFormat, RecognitionErrorCode.WrongPixelCount, null],
            outcomes?.Select(outcome => outcome.Error?.Code));
    }

    [Fact]
    public async Task RecognizeAllAsync_MoreThanTheQueueHolds_RunsNone()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync(queueCapacity: 3);
        Outcome<Outcome<Prediction>[]> outcome = await test.Recognizer.RecognizeAllAsync(Sevens(4), null, Stop);
        Assert.Equal(RecognitionErrorCode.Overloaded, outcome.Error?.Code);
        Assert.Empty(test.Session.Batches);
    }

    [Fact]
    public async Task RecognizeAllAsync_AsManyAsTheQueueHolds_RunsAllEveryTime()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync(queueCapacity: 3);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(3, (await test.Recognizer.RecognizeAllAsync(Sevens(3), null, Stop)).Value?.Length);
        }
    }

    [Fact]
    public async Task RecognizeAllAsync_NoInputs_GivesNoOutcomes()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        Assert.Empty((await test.Recognizer.RecognizeAllAsync([], null, Stop)).Value!);
    }

    [Fact]
    public async Task RecognizeAsync_WithoutExplain_HasNoExplanation()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        Outcome<Prediction> outcome = await test.Recognizer.RecognizePixelsAsync(TestRecognizer.PixelsOf(1), null, Stop);
        Assert.Null(outcome.Value?.Explanation);
    }

    [Fact]
    public async Task RecognizePixelsAsync_Explain_TellsOfPixelsThatWereNotCropped()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        Explanation? explanation = (await test.Recognizer.RecognizePixelsAsync(TestRecognizer.PixelsOf(3), Explaining, Stop)).Value?.Explanation;
        Assert.Equal(
            (false, null, 28, 28), (explanation?.Inverted, explanation?.CropBox, explanation?.SourceWidth, explanation?.SourceHeight));
    }

    [Fact]
    public async Task RecognizePixelsAsync_Explain_ShowsTheModelsInput()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        byte[] pixels = TestRecognizer.PixelsOf(3);
        pixels[400] = 77;
        Explanation? explanation = (await test.Recognizer.RecognizePixelsAsync(pixels, Explaining, Stop)).Value?.Explanation;
        Assert.Equal(pixels, Decode(explanation!.Picture));
    }

    [Fact]
    public async Task RecognizePixelsAsync_Explain_ShowsWhereTheAnswerLeans()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        Explanation? explanation = (await test.Recognizer.RecognizePixelsAsync(TestRecognizer.PixelsOf(3), Explaining, Stop)).Value?.Explanation;
        byte[] map = Decode(explanation!.HeatMap);
        Assert.Equal((255, 0), (map[3 * FakeSession.Step], map[^1]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RecognizeImageAsync_Explain_TellsPolarityBoxAndSize(bool darkInk)
    {
        float[] values = new float[50 * 50];
        Array.Fill(values, darkInk ? 1f : 0f);
        for (int y = 10; y < 40; y++)
        {
            values.AsSpan((y * 50) + 22, 6).Fill(darkInk ? 0f : 1f);
        }

        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        Explanation? explanation =
            (await test.Recognizer.RecognizeImageAsync(GrayPng.Encode(values, 50), Explaining, Stop)).Value?.Explanation;
        Assert.Equal(
            (darkInk, new CropBox(22, 10, 6, 30), 50, 50),
            (explanation?.Inverted, explanation?.CropBox, explanation?.SourceWidth, explanation?.SourceHeight));
    }

    // The decoder reads every third pixel's block; the box is told in the file's own pixels, to within one block.
    [Fact]
    public async Task RecognizeImageAsync_ExplainReducedPicture_TellsTheBoxInItsOwnPixels()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync();
        byte[] file = PngFile.WithBar(4_100, 300, 1, whiteInk: false);
        Explanation? explanation = (await test.Recognizer.RecognizeImageAsync(file, Explaining, Stop)).Value?.Explanation;
        Assert.Equal((4_100, 300), (explanation?.SourceWidth, explanation?.SourceHeight));
        Assert.InRange(explanation!.CropBox!.X, 1_363, 1_369);
        Assert.InRange(explanation.CropBox.Width, 1_361, 1_373);
    }

    [Fact]
    public async Task RecognizeAsync_ExplainOverQueueOfOnePlace_IsExplained()
    {
        await using TestRecognizer test = await TestRecognizer.LoadedAsync(queueCapacity: 1);
        Outcome<Prediction> outcome = await test.Recognizer.RecognizePixelsAsync(TestRecognizer.PixelsOf(3), Explaining, Stop);
        Assert.NotNull(outcome.Value?.Explanation);
    }

    private static DigitInput[] Sevens(int count) =>
        [.. Enumerable.Repeat(DigitInput.FromPixels(TestRecognizer.PixelsOf(7)), count)];

    private static byte[] Pixels(byte least, byte greatest)
    {
        byte[] pixels = new byte[DigitTensor.Length];
        pixels.AsSpan().Fill(least);
        pixels[5] = greatest;
        return pixels;
    }

    private static byte[] Decode(ReadOnlyMemory<byte> png)
    {
        using GrayImage? picture = new ImageDecoder(new ImageCodec()).Decode(png).Value;
        Assert.NotNull(picture);
        return picture.Pixels.ToArray();
    }
}

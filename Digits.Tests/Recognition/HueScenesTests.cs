using Digits.Core.Recognition;
using Digits.Tests.Support;
using SkiaSharp;

namespace Digits.Tests.Recognition;

/// <summary>The whole way from the bytes to the answer with the model that serves, on ink that only its hue tells from its paper.</summary>
public sealed class HueScenesTests(DigitScenesTests.Recognition recognition) : IClassFixture<DigitScenesTests.Recognition>
{
    private const int Seeds = 3;

    /// <summary>Of thirty pictures.</summary>
    private const int LeastRight = 28;

    public static MatrixTheoryData<string, SKEncodedImageFormat> Scenes =>
        new(HueScenes.Lights.Keys, [SKEncodedImageFormat.Png, SKEncodedImageFormat.Jpeg]);

    public static TheoryData<string> FallingLights => [.. HueScenes.Lights.Keys.Where(light => light != "even light")];

    public static TheoryData<string> Lights => [.. HueScenes.Lights.Keys];

    [Theory]
    [MemberData(nameof(Scenes))]
    public async Task RecognizeAllAsync_InkOfAnotherHue_IsRead(string light, SKEncodedImageFormat format)
    {
        int[] seeds = [.. Enumerable.Range(0, 10 * Seeds)];
        Outcome<Prediction>[] answers = await AnswerAsync(seeds.Select(i => HueScenes.Draw(light, format, i / Seeds, i)));
        int right = seeds.Count(i => answers[i].Value?.Digit == i / Seeds);
        int wrong = seeds.Count(i => answers[i].Value?.Digit is { } digit && digit != i / Seeds);
        Assert.True(right >= LeastRight && wrong <= 1, $"{right} of {seeds.Length} are right, {wrong} wrong");
    }

    [Theory]
    [MemberData(nameof(Lights))]
    public async Task RecognizeAllAsync_PaperOfOneHue_IsNotAnswered(string light)
    {
        Outcome<Prediction>[] answers = await AnswerAsync(
            Enumerable.Range(0, 30).Select(seed => HueScenes.Encode(light, SKEncodedImageFormat.Jpeg, seed, (_, _) => 0)));
        Assert.Equal(0, answers.Count(answer => answer.Value?.Digit is not null));
    }

    [Theory]
    [MemberData(nameof(Lights))]
    public async Task RecognizeAllAsync_PaperOfTwoHues_IsHardlyEverAnswered(string light)
    {
        Outcome<Prediction>[] answers = await AnswerAsync(Enumerable.Range(0, 30).Select(seed => HueScenes.Encode(
            light, SKEncodedImageFormat.Jpeg, seed, (x, y) => x + ((seed % 5) * y / 10) > 60 + (3 * seed) ? 1 : 0)));
        Assert.InRange(answers.Count(answer => answer.Value?.Digit is not null), 0, 1);
    }

    [Theory]
    [MemberData(nameof(FallingLights))]
    public async Task RecognizeAllAsync_BlotOfAnotherHue_IsNotAnswered(string light)
    {
        Outcome<Prediction>[] answers = await AnswerAsync(Enumerable.Range(0, 30).Select(seed => HueScenes.Encode(
            light, SKEncodedImageFormat.Jpeg, seed, (x, y) => Math.Clamp(12 + seed - MathF.Sqrt(((x - 100) * (x - 100)) + ((y - 110) * (y - 110))), 0, 1))));
        Assert.Equal(0, answers.Count(answer => answer.Value?.Digit is not null));
    }

    [Fact]
    public async Task RecognizeImageAsync_ExplainInkOfAnotherHue_TellsHowItWasFound()
    {
        var picture = DigitInput.FromImage(HueScenes.Draw("a vignette", SKEncodedImageFormat.Jpeg, 3, 4));
        Outcome<Prediction> outcome =
            await recognition.Recognizer.RecognizeAsync(picture, new RecognitionQuery(Explain: true), TestContext.Current.CancellationToken);
        Assert.Equal((3, Reading.Hue), (outcome.Value?.Digit, outcome.Value?.Explanation?.Reading));
    }

    private async Task<Outcome<Prediction>[]> AnswerAsync(IEnumerable<byte[]> files) =>
        (await recognition.Recognizer.RecognizeAllAsync([.. files.Select(file => DigitInput.FromImage(file))], null, TestContext.Current.CancellationToken)).Value!;
}

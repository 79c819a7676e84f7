using Digits.Core.Recognition;
using Digits.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Digits.Tests.Recognition;

/// <summary>The whole way from PNG bytes to the answer with the model that serves, on digits that it was not trained on.</summary>
public sealed class StrokeDigitsTests
{
    private const int PicturesPerGlyph = 7;
    private const int Pictures = 10 * StrokeDigits.Styles * PicturesPerGlyph;

    /// <summary>Two points under what the model of version 1 reads; preprocessing without centring reads 78%.</summary>
    private const double LeastRight = 0.975;

    [Fact]
    public async Task RecognizeAllAsync_StrokeDigits_AreReadRight()
    {
        await using ServiceProvider provider = new ServiceCollection().AddDigitRecognition().BuildServiceProvider();
        DigitRecognizer recognizer = provider.GetRequiredService<DigitRecognizer>();
        await recognizer.LoadAsync(TestContext.Current.CancellationToken);
        DigitInput[] inputs = [.. Enumerable.Range(0, Pictures).Select(Picture)];
        Outcome<Prediction>[]? outcomes =
            (await recognizer.RecognizeAllAsync(inputs, null, TestContext.Current.CancellationToken)).Value;

        string[] wrong = [.. outcomes!.Index().Where(each => each.Item.Value?.Digit != DigitOf(each.Index)).Select(Describe)];
        Assert.True(wrong.Length <= Pictures * (1 - LeastRight), $"{wrong.Length} of {Pictures} are wrong: {string.Join(", ", wrong)}");
    }

    private static int DigitOf(int i) => i / (StrokeDigits.Styles * PicturesPerGlyph);

    private static int StyleOf(int i) => i / PicturesPerGlyph % StrokeDigits.Styles;

    private static DigitInput Picture(int i)
    {
        (float[] values, int side) = StrokeDigits.Draw(DigitOf(i), StyleOf(i), i % PicturesPerGlyph);
        return DigitInput.FromImage(GrayPng.Encode(values, side));
    }

    private static string Describe((int Index, Outcome<Prediction> Item) each)
    {
        string answer = each.Item.TryGetValue(out Prediction? prediction, out RecognitionError? error)
            ? $"{prediction.Verdict} {prediction.Top(1)[0].Digit}"
            : error.Code.ToString();
        return $"{DigitOf(each.Index)} in style {StyleOf(each.Index)} with seed {each.Index % PicturesPerGlyph}: {answer}";
    }
}

using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Recognition;

/// <summary>The whole way from PNG bytes to the answer with the model that serves, on what few hands draw and on pieces of digits.</summary>
public sealed class RareHabitsTests(DigitScenesTests.Recognition recognition) : IClassFixture<DigitScenesTests.Recognition>
{
    private const int Pictures = 30;
    private const int LeastRight = 27;
    private const int MostAnswered = 3;

    public static TheoryData<string> Habits => [.. RareHabits.Digits.Keys];

    public static TheoryData<string> Pieces => [.. RareHabits.Pieces.Keys];

    [Theory]
    [MemberData(nameof(Habits))]
    public async Task RecognizeAllAsync_RareHabit_IsRead(string name)
    {
        RareHabits.Habit habit = RareHabits.Digits[name];
        int?[] answers = await AnswerAsync(i => StrokeDigits.Draw(habit.Glyphs[i % habit.Glyphs.Length], new Random(i), habit.LeastSide, habit.SideLimit));
        int right = answers.Count(digit => digit == habit.Digit);
        int[] wrong = [.. answers.OfType<int>().Where(digit => digit != habit.Digit)];
        Assert.True(right >= LeastRight && wrong.Length <= 1, $"{right} of {Pictures} are right; read as {string.Join(", ", wrong)}");
    }

    [Theory]
    [MemberData(nameof(Pieces))]
    public async Task RecognizeAllAsync_PieceOfDigits_IsHardlyEverAnswered(string name)
    {
        int?[] answers = await AnswerAsync(i => StrokeDigits.Draw(RareHabits.Pieces[name], new Random(i), 40, 150));
        Assert.InRange(answers.OfType<int>().Count(), 0, MostAnswered);
    }

    private async Task<int?[]> AnswerAsync(Func<int, (float[] Values, int Side)> draw)
    {
        DigitInput[] inputs = [.. Enumerable.Range(0, Pictures).Select(draw).Select(drawn => DigitInput.FromImage(GrayPng.Encode(drawn.Values, drawn.Side)))];
        Outcome<Outcome<Prediction>[]> outcome = await recognition.Recognizer.RecognizeAllAsync(inputs, null, TestContext.Current.CancellationToken);
        return [.. outcome.Value!.Select(answer => (int?)answer.Value?.Digit)];
    }
}

using Digits.Core.Recognition;

namespace Digits.Tests.Recognition;

public sealed class PredictionTests
{
    private static readonly float[] Probabilities = [0.05f, 0.1f, 0.3f, 0.05f, 0.1f, 0.02f, 0.08f, 0.2f, 0.06f, 0.04f];

    [Fact]
    public void Top_Three_AreTheBestInOrder() => Assert.Equal(
        [new Candidate(2, 0.3f), new Candidate(7, 0.2f), new Candidate(1, 0.1f)], Make(Verdict.Digit).Top(3));

    [Fact]
    public void Top_EqualProbabilities_GivesTheLesserDigitFirst() =>
        Assert.Equal([0, 1, 2, 3], Make(Verdict.Digit, [.. Enumerable.Repeat(0.1f, 10)]).Top(4).Select(candidate => candidate.Digit));

    [Fact]
    public void Top_All_AreSortedWithTiesByDigit() => Assert.Equal(
        [2, 7, 1, 4, 6, 8, 0, 3, 9, 5], Make(Verdict.Digit).Top(10).Select(candidate => candidate.Digit));

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(10)]
    public void Top_Count_GivesSoMany(int count) => Assert.Equal(count, Make(Verdict.Digit).Top(count).Length);

    [Fact]
    public void Top_AscendingProbabilities_AreTurnedRound() => Assert.Equal(
        [9, 8, 7], Make(Verdict.Digit, [.. Enumerable.Range(0, 10).Select(i => i / 45f)]).Top(3).Select(candidate => candidate.Digit));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(11)]
    public void Top_CountOutOfRange_Throws(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Make(Verdict.Digit).Top(count));

    [Theory]
    [InlineData(Verdict.Digit, 2)]
    [InlineData(Verdict.Uncertain, null)]
    [InlineData(Verdict.NotADigit, null)]
    public void Digit_Verdict_DecidesWhetherThereIsOne(Verdict verdict, int? expected) => Assert.Equal(expected, Make(verdict).Digit);

    [Theory]
    [InlineData(Verdict.Digit)]
    [InlineData(Verdict.NotADigit)]
    public void Confidence_AnyVerdict_IsTheGreatestProbability(Verdict verdict) => Assert.Equal(0.3f, Make(verdict).Confidence);

    private static Prediction Make(Verdict verdict, float[]? probabilities = null) =>
        new(verdict, probabilities ?? Probabilities, new ModelIdentity("cnn", "1"), null);
}

using Digits.Cli.Evaluate;
using Digits.Core.Recognition;

namespace Digits.Tests.Cli.Evaluate;

public sealed class EvaluationTests
{
    private const double Tolerance = 1e-6;

    /// <summary>Three ones, of which one is taken for a 7 and one is withheld; a 7; and a blank 2.</summary>
    private static readonly Scored[] Five =
    [
        new(1, 1, 0.9f, Standing.Answered),
        new(1, 7, 0.8f, Standing.Answered),
        new(1, 1, 0.5f, Standing.Uncertain),
        new(7, 7, 1f, Standing.Answered),
        new(2, -1, 0, Standing.Blank),
    ];

    private static Evaluation Found => new(new ModelIdentity("cnn", "1"), Five, [], 0);

    [Fact]
    public void Totals_OfFive_CountBestGuessesAndAnswersApart() =>
        Assert.Equal((5, 3, 3, 2), (Found.Count, Found.Right, Found.Answered, Found.RightOfAnswered));

    [Fact]
    public void ByDigit_OfFive_HasPrecisionRecallAndF1()
    {
        Assert.Equal(new DigitScore(1, 2.0 / 3, 3), Found.ByDigit[1]);
        Assert.Equal(0.8, Found.ByDigit[1].F1, Tolerance);
        Assert.Equal(new DigitScore(0.5, 1, 1), Found.ByDigit[7]);
        Assert.Equal(new DigitScore(0, 0, 1), Found.ByDigit[2]);
        Assert.Equal(new DigitScore(0, 0, 0), Found.ByDigit[4]);
    }

    [Fact]
    public void Averages_OfFive_AreOverTheDigitsThatOccur()
    {
        Assert.Equal((1 + 0.5 + 0) / 3, Found.Macro.Precision, Tolerance);
        Assert.Equal(((3 * 1) + 0.5 + 0) / 5, Found.Weighted.Precision, Tolerance);
        Assert.Equal((0.8 + (2.0 / 3) + 0) / 3, Found.Macro.F1, Tolerance);
    }

    [Fact]
    public void Confusion_OfFive_LeavesBlankOnesToAColumnOfTheirOwn()
    {
        Assert.Equal((2, 1, 1), (Found.Confusion(1, 1), Found.Confusion(1, 7), Found.Confusion(7, 7)));
        Assert.Equal((1, 0), (Found.BlankOf(2), Found.BlankOf(1)));
    }

    // Each of the five in a bin of its own: gaps of 0.1, 0.8, 0.5, 0 and 0.
    [Fact]
    public void CalibrationError_OfFive_IsTheMeanGap() => Assert.Equal((0.1 + 0.8 + 0.5) / 5, Found.CalibrationError, Tolerance);

    [Fact]
    public void Risks_OfFive_AreOfTheSurestFirst() =>
        Assert.Equal([0, 0, 1.0 / 3, 1.0 / 4, 2.0 / 5], RiskCoverage.Risks(Five), (left, right) => Math.Abs(left - right) < Tolerance);

    // Wilson's interval of 9,976 in 10,000, by hand.
    [Fact]
    public void Interval_NearOne_StaysBelowOne()
    {
        (double low, double high) = Evaluation.Interval(9976, 10_000);
        Assert.Equal(0.99643, low, 5e-6);
        Assert.Equal(0.99839, high, 5e-6);
    }

    [Fact]
    public void WorstMisreads_MoreThanAreKept_KeepsAnsweredOnesAndTheSurest()
    {
        var worst = new WorstMisreads(2);
        foreach (Scored scored in (Scored[])[new(1, 7, 0.99f, Standing.Uncertain), new(2, 3, 0.7f, Standing.Answered), new(4, 9, 0.8f, Standing.Answered)])
        {
            worst.Add(new Misread(Digits.Cli.Pictures.Picture.OfPixels("", []), scored));
        }

        Assert.Equal([4, 2], worst.ToArray().Select(misread => misread.Scored.Label));
    }
}

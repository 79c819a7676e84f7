using System.Globalization;
using Digits.Core.Recognition;

namespace Digits.Cli.Predict;

/// <summary>Answers in words, for people.</summary>
internal static class Wording
{
    /// <summary>What is said of a picture: "7", or why no digit is.</summary>
    public static string Of(Answer answer) => answer.Reply switch
    {
        { Prediction: { Digit: { } digit } } => digit.ToString(CultureInfo.InvariantCulture),
        { Prediction: { Verdict: Verdict.Uncertain } prediction } => Uncertain(prediction.Top(2)),
        { Prediction: not null } => "no digit",
        { IsFailure: false } => "blank",
        _ => answer.Reply.Problem!.Detail,
    };

    private static string Uncertain(Candidate[] best) => string.Create(CultureInfo.InvariantCulture, $"uncertain: {best[0].Digit} or {best[1].Digit}");
}

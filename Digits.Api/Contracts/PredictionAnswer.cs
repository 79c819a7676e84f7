using System.Text.Json.Serialization;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts;

/// <summary>A prediction as JSON.</summary>
internal sealed record PredictionAnswer(
    int? Digit,
    decimal Confidence,
    Verdict Verdict,
    CandidateAnswer[] Candidates,
    decimal[] Probabilities,
    ModelIdentity Model,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ExplanationAnswer? Explanation) : BatchItemAnswer
{
    private const int Decimals = 6;

    public static PredictionAnswer From(Prediction prediction, int top)
    {
        Candidate[] best = prediction.Top(top);
        var candidates = new CandidateAnswer[best.Length];
        for (int i = 0; i < best.Length; i++)
        {
            candidates[i] = new CandidateAnswer(best[i].Digit, Round(best[i].Probability));
        }

        decimal[] probabilities = new decimal[prediction.Probabilities.Count];
        for (int i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = Round(prediction.Probabilities[i]);
        }

        return new PredictionAnswer(
            prediction.Digit,
            Round(prediction.Confidence),
            prediction.Verdict,
            candidates,
            probabilities,
            prediction.Model,
            prediction.Explanation is { } explanation ? ExplanationAnswer.From(explanation) : null);
    }

    /// <summary>Decimal, because JSON then shows 0.000004 and not 4E-06; divided by a long 1, which cuts trailing zeros off.</summary>
    private static decimal Round(float probability) => Math.Round((decimal)probability, Decimals) / 1.0000000000000000000000000000m;
}

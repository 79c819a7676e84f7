using System.Text.Json.Serialization;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts;

/// <summary>A prediction as JSON.</summary>
internal sealed record PredictionAnswer(
    int? Digit,
    Share Confidence,
    Verdict Verdict,
    CandidateAnswer[] Candidates,
    Share[] Probabilities,
    ModelIdentity Model,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ExplanationAnswer? Explanation) : BatchItemAnswer
{
    public static PredictionAnswer From(Prediction prediction, int top)
    {
        Candidate[] best = prediction.Top(top);
        var candidates = new CandidateAnswer[best.Length];
        for (int i = 0; i < best.Length; i++)
        {
            candidates[i] = new CandidateAnswer(best[i].Digit, new Share(best[i].Probability));
        }

        var probabilities = new Share[prediction.Probabilities.Count];
        for (int i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = new Share(prediction.Probabilities[i]);
        }

        return new PredictionAnswer(
            prediction.Digit,
            new Share(prediction.Confidence),
            prediction.Verdict,
            candidates,
            probabilities,
            prediction.Model,
            prediction.Explanation is { } explanation ? ExplanationAnswer.From(explanation) : null);
    }
}

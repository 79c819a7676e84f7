using Digits.Core.Inference;

namespace Digits.Core.Recognition;

/// <summary>Turns logits into an answer by the rules that model.json gives.</summary>
internal static class Judge
{
    /// <summary>Calibrates the logits and decides what may be said of them.</summary>
    public static (Verdict Verdict, float[] Probabilities) Decide(ReadOnlySpan<float> logits, ModelManifest manifest)
    {
        float[] probabilities = Softmax.Probabilities(logits, manifest.Temperature);
        if (manifest.Reject.Rule == RejectManifest.Entropy && Softmax.Entropy(probabilities) > manifest.Reject.Threshold)
        {
            return (Verdict.NotADigit, probabilities);
        }

        float confidence = probabilities[Softmax.IndexOfGreatest(probabilities)];
        return (confidence < manifest.ConfidenceThreshold ? Verdict.Uncertain : Verdict.Digit, probabilities);
    }
}

using Digits.Core.Inference;

namespace Digits.Core.Recognition;

/// <summary>Turns logits into an answer by the rules that model.json gives.</summary>
internal static class Judge
{
    /// <summary>Calibrates the logits and decides what may be said of them.</summary>
    /// <param name="logits">Ten, and under the reject rule "class" an eleventh for what is no digit.</param>
    /// <param name="manifest">The model's rules.</param>
    public static Judgement Decide(ReadOnlySpan<float> logits, ModelManifest manifest)
    {
        float[] probabilities = Probabilities(logits, manifest);
        if (Strangeness(logits, probabilities, manifest) > manifest.Reject.Threshold)
        {
            return new Judgement(Verdict.NotADigit, probabilities);
        }

        float confidence = probabilities[Softmax.IndexOfGreatest(probabilities)];
        return new Judgement(confidence < manifest.ConfidenceThreshold ? Verdict.Uncertain : Verdict.Digit, probabilities);
    }

    /// <summary>The calibrated probabilities of the digits, which sum to 1 whatever the picture is.</summary>
    public static float[] Probabilities(ReadOnlySpan<float> logits, ModelManifest manifest) =>
        Softmax.Probabilities(manifest.Reject.Rule == RejectManifest.Class ? logits[..ModelManifest.Digits] : logits, manifest.Temperature);

    private static double Strangeness(ReadOnlySpan<float> logits, float[] probabilities, ModelManifest manifest) => manifest.Reject.Rule switch
    {
        RejectManifest.Entropy => Softmax.Entropy(probabilities),
        RejectManifest.Class => Softmax.Share(logits, ModelManifest.Digits, manifest.Temperature),
        _ => double.NegativeInfinity,
    };
}

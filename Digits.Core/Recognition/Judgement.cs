using System.Runtime.InteropServices;

namespace Digits.Core.Recognition;

/// <summary>What may be said of one reading.</summary>
/// <param name="Verdict">The rules' decision.</param>
/// <param name="Probabilities">The calibrated probability of each digit; they sum to 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Judgement(Verdict Verdict, float[] Probabilities)
{
    /// <summary>The most probable digit, whatever the verdict.</summary>
    public int Digit => Softmax.IndexOfGreatest(Probabilities);

    /// <summary>The greatest of the probabilities.</summary>
    public float Confidence => Probabilities[Digit];
}

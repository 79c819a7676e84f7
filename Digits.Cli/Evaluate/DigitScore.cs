using System.Runtime.InteropServices;

namespace Digits.Cli.Evaluate;

/// <summary>How well one digit is read, by best guess; or an average over the digits.</summary>
/// <param name="Precision">The share of those read as it that are it; 0 where none was read as it.</param>
/// <param name="Recall">The share of those that are it and are read as it.</param>
/// <param name="Support">How many there are.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DigitScore(double Precision, double Recall, int Support)
{
    /// <summary>The harmonic mean of both; of an average, the average of those.</summary>
    public double F1 { get; init; } = Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);
}

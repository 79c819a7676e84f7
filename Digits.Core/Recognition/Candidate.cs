using System.Runtime.InteropServices;

namespace Digits.Core.Recognition;

/// <summary>One digit and its probability.</summary>
/// <param name="Digit">0 to 9.</param>
/// <param name="Probability">0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Candidate(int Digit, float Probability);

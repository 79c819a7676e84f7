using System.Runtime.InteropServices;

namespace Digits.Cli.Evaluate;

/// <summary>The pictures of one range of confidence.</summary>
/// <param name="Middle">The middle of the range.</param>
/// <param name="Count">How many there are, at least 1.</param>
/// <param name="Confidence">Their mean confidence.</param>
/// <param name="Right">The share of them that is right.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReliabilityBin(double Middle, int Count, double Confidence, double Right);

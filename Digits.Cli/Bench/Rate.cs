using System.Runtime.InteropServices;

namespace Digits.Cli.Bench;

/// <summary>One figure of <see cref="Throughput"/>.</summary>
/// <param name="IsNoise">Whether the images were noise, not the picture.</param>
/// <param name="Sessions">How many ran side by side.</param>
/// <param name="Batch">Images in one run.</param>
/// <param name="ImagesPerSecond">The figure.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Rate(bool IsNoise, int Sessions, int Batch, double ImagesPerSecond);

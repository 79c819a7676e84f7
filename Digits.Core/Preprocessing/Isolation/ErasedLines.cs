using System.Runtime.InteropServices;

namespace Digits.Core.Preprocessing.Isolation;

/// <summary>What was taken out of a plane of ink.</summary>
/// <param name="Count">How many lines.</param>
/// <param name="Width">The median width of their ink, in pixels.</param>
/// <param name="Depth">How deep their ink lies, 0 to 255 of the light.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ErasedLines(int Count, int Width, int Depth);

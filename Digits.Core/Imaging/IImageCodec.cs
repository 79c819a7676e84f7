using System.Diagnostics.CodeAnalysis;
using Digits.Core.Recognition;

namespace Digits.Core.Imaging;

/// <summary>The seam to what decodes pictures: SkiaSharp, or a reader before it.</summary>
/// <remarks>Thread-safe. What it opens is used by one thread at a time.</remarks>
internal interface IImageCodec
{
    /// <summary>Reads the header of a picture and no pixel.</summary>
    /// <param name="encoded">The file's bytes; they stay untouched until <paramref name="image"/> is disposed.</param>
    /// <param name="format">What the magic bytes say, not <see cref="ImageFormat.Unknown"/>; no other loader is tried.</param>
    /// <param name="image">The opened picture, to be disposed, when this method returns true.</param>
    /// <param name="refusal">What is said of a picture that is not opened, where it is more than that its header cannot be read; else null.</param>
    /// <returns>False when the header cannot be read, or tells that the picture must not be decoded.</returns>
    bool TryOpen(
        ReadOnlyMemory<byte> encoded, ImageFormat format, [NotNullWhen(true)] out ICodecImage? image, out RecognitionError? refusal);
}

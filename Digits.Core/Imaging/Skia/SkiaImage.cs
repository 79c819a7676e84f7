using System.Diagnostics.CodeAnalysis;
using SkiaSharp;

namespace Digits.Core.Imaging.Skia;

/// <summary>A picture that SkiaSharp has opened: its header is read, its pixels are not.</summary>
/// <remarks>Used by one thread at a time. It owns the SKCodec and, through it, the copy of the file.</remarks>
internal sealed class SkiaImage(SKCodec codec) : ICodecImage
{
    private const int RgbaBands = 4;

    private readonly SKImageInfo _header = codec.Info;

    /// <inheritdoc/>
    public int Width => _header.Width;

    /// <inheritdoc/>
    public int Height => _header.Height;

    /// <inheritdoc/>
    /// <remarks>SKEncodedOrigin has the numbers of EXIF.</remarks>
    public int Orientation => (int)codec.EncodedOrigin;

    /// <inheritdoc/>
    public bool TryReadPixels(int maxLongestSide, [NotNullWhen(true)] out PixelBuffer? pixels)
    {
        pixels = null;
        SKSizeI size = DecodedSize(maxLongestSide);
        SKImageInfo info = new(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using SKBitmap bitmap = new(info);

        // IncompleteInput is a failure too: the rows that are missing would be read as blank paper.
        if (codec.GetPixels(info, bitmap.GetPixels()) != SKCodecResult.Success)
        {
            return false;
        }

        pixels = new PixelBuffer(info.Width, info.Height, RgbaBands);
        bitmap.GetPixelSpan().CopyTo(pixels.Bytes);
        return true;
    }

    public void Dispose() => codec.Dispose();

    // JPEG and WebP shrink while they decode; PNG and GIF answer with their own size, and are decoded in full.
    private SKSizeI DecodedSize(int maxLongestSide)
    {
        int longestSide = Math.Max(Width, Height);
        return longestSide <= maxLongestSide
            ? new SKSizeI(Width, Height)
            : codec.GetScaledDimensions((float)maxLongestSide / longestSide);
    }
}

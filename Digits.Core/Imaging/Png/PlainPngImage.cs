using System.Diagnostics.CodeAnalysis;

namespace Digits.Core.Imaging.Png;

/// <summary>A plain PNG whose chunks have been found sound.</summary>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class PlainPngImage(ReadOnlyMemory<byte> encoded, PngLayout layout, IImageCodec others) : ICodecImage
{
    /// <inheritdoc/>
    public int Width => layout.Width;

    /// <inheritdoc/>
    public int Height => layout.Height;

    /// <inheritdoc/>
    public int Orientation => ExifOrientation.Upright;

    /// <inheritdoc/>
    public bool TryReadPixels(int maxLongestSide, [NotNullWhen(true)] out PixelBuffer? pixels)
    {
        if (Math.Max(Width, Height) <= maxLongestSide && PngPixels.TryRead(encoded, layout, out pixels))
        {
            return true;
        }

        pixels = null;
        if (!others.TryOpen(encoded, ImageFormat.Png, out ICodecImage? image))
        {
            return false;
        }

        using (image)
        {
            return image.TryReadPixels(maxLongestSide, out pixels);
        }
    }

    public void Dispose()
    {
        // The file's bytes belong to the caller, and nothing else is held.
    }
}

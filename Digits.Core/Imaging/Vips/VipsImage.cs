using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Digits.Core.Imaging.Vips.Interop;

namespace Digits.Core.Imaging.Vips;

/// <summary>A picture that libvips has opened: its header is read, its pixels are not.</summary>
/// <remarks>Used by one thread at a time. It owns the pin of the file's bytes, which libvips borrows.</remarks>
internal sealed class VipsImage(MemoryHandle encoded, int length, ImageFormat format, VipsImageHandle header) : ICodecImage
{
    private const int MostJpegShrink = 8;

    private MemoryHandle _encoded = encoded;

    /// <inheritdoc/>
    public int Width { get; } = VipsImageNative.Width(header);

    /// <inheritdoc/>
    public int Height { get; } = VipsImageNative.Height(header);

    /// <inheritdoc/>
    public int Orientation { get; } = VipsImageNative.Orientation(header);

    /// <inheritdoc/>
    public bool TryReadPixels(int maxLongestSide, [NotNullWhen(true)] out PixelBuffer? pixels)
    {
        int jpegShrink = JpegShrink(maxLongestSide);
        if (jpegShrink == 1)
        {
            return TryRead(header, maxLongestSide, out pixels);
        }

        if (VipsLoader.TryLoad(_encoded, length, format, jpegShrink, out VipsImageHandle? smaller))
        {
            using (smaller)
            {
                return TryRead(smaller, maxLongestSide, out pixels);
            }
        }

        pixels = null;
        return false;
    }

    public void Dispose()
    {
        header.Dispose();
        _encoded.Dispose();
    }

    private static bool TryRead(VipsImageHandle stored, int maxLongestSide, [NotNullWhen(true)] out PixelBuffer? pixels)
    {
        pixels = null;
        using VipsPipeline pipeline = new(stored);
        return pipeline.TryToSrgb() && pipeline.TryShrink(maxLongestSide) && VipsPixels.TryRead(pipeline.Image, out pixels);
    }

    // The codec's own block transform does this part for a fraction of a full decode.
    private int JpegShrink(int maxLongestSide)
    {
        int shrink = 1;
        if (format == ImageFormat.Jpeg)
        {
            while (shrink < MostJpegShrink && Math.Max(Width, Height) > maxLongestSide * shrink)
            {
                shrink *= 2;
            }
        }

        return shrink;
    }
}

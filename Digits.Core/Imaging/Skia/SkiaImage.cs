using Digits.Core.Imaging.Jpeg;
using SkiaSharp;

namespace Digits.Core.Imaging.Skia;

/// <summary>A picture that SkiaSharp has opened: its header is read, its pixels are not.</summary>
/// <remarks>Used by one thread at a time. It owns the SKCodec and, through it, holds the bytes of the file.</remarks>
internal sealed class SkiaImage(SKCodec codec) : ICodecImage
{
    private readonly SKImageInfo _header = codec.Info;

    /// <inheritdoc/>
    public int Width => _header.Width;

    /// <inheritdoc/>
    public int Height => _header.Height;

    /// <inheritdoc/>
    /// <remarks>EXIF is read, and taken away, before a file comes here.</remarks>
    public int Orientation => ExifOrientation.Upright;

    /// <inheritdoc/>
    /// <remarks>WebP is decoded in full, and shrunk to any size while its rows come out.</remarks>
    public int Shrink(int longestSide) =>
        codec.EncodedFormat == SKEncodedImageFormat.Jpeg ? JpegImage.Shrink(Math.Max(Width, Height), longestSide) : 1;

    /// <inheritdoc/>
    /// <remarks>Its target alone: what the library takes besides is known from the file's structure, which is read before a file comes here.</remarks>
    public long Bytes(int longestSide)
    {
        SKImageInfo info = Target(longestSide);
        return info.BytesSize64;
    }

    /// <inheritdoc/>
    public bool TryRead(int longestSide, IPixelRows rows)
    {
        SKImageInfo info = Target(longestSide);
        int bands = info.BytesPerPixel;
        using SKBitmap bitmap = new(info);

        rows.Stop.ThrowIfCancellationRequested();

        // IncompleteInput is a failure too: the rows that are missing would be read as blank paper.
        if (codec.GetPixels(info, bitmap.GetPixels()) != SKCodecResult.Success)
        {
            return false;
        }

        rows.Begin(info.Width, info.Height, bands);
        ReadOnlySpan<byte> pixels = bitmap.GetPixelSpan();
        for (int y = 0; y < info.Height; y++)
        {
            rows.Add(pixels.Slice(y * bitmap.RowBytes, info.Width * bands));
        }

        return true;
    }

    public void Dispose() => codec.Dispose();

    /// <summary>How large the library makes it.</summary>
    private SKImageInfo Target(int longestSide)
    {
        int longest = Math.Max(Width, Height);
        float scale = codec.EncodedFormat == SKEncodedImageFormat.Webp
            ? Math.Min(1f, (float)longestSide / longest)
            : 1f / Shrink(longestSide);
        SKSizeI size = scale == 1 ? new SKSizeI(Width, Height) : codec.GetScaledDimensions(scale);
        return _header.ColorType == SKColorType.Gray8
            ? new SKImageInfo(size.Width, size.Height, SKColorType.Gray8, SKAlphaType.Opaque)
            : new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
    }
}

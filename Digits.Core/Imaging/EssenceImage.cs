namespace Digits.Core.Imaging;

/// <summary>
/// A picture whose structure was read, and whose pixels are a library's: for each decode the library opens what is left of the file when all
/// that pixels do not need is taken away. Between two decodes nothing is held.
/// </summary>
/// <remarks>Used by one thread at a time.</remarks>
/// <param name="library">What opens it.</param>
/// <param name="format">Its format.</param>
/// <param name="file">The file; it must not change before the picture is disposed.</param>
/// <param name="essence">The length in bytes of what is left of the file, and what writes it; null where nothing is to be taken away.</param>
internal sealed class EssenceImage(
    IImageCodec library, ImageFormat format, ReadOnlyMemory<byte> file, (int Length, Action<Span<byte>> Write)? essence) : ICodecImage
{
    /// <inheritdoc/>
    public required int Width { get; init; }

    /// <inheritdoc/>
    public required int Height { get; init; }

    /// <inheritdoc/>
    public int Orientation { get; init; } = ExifOrientation.Upright;

    /// <summary>How many bytes the library holds besides its target and the essence, estimated from above.</summary>
    public required long LibraryBytes { get; init; }

    /// <inheritdoc/>
    public int Shrink(int longestSide) => format == ImageFormat.Jpeg ? Jpeg.JpegImage.Shrink(Math.Max(Width, Height), longestSide) : 1;

    /// <inheritdoc/>
    public long Bytes(int longestSide)
    {
        const int targetBytes = 4;
        double share = format == ImageFormat.Webp ? Math.Min(1, (double)longestSide / Math.Max(Width, Height)) : 1.0 / Shrink(longestSide);
        return LibraryBytes + (essence?.Length ?? 0) + (long)(targetBytes * ((Width * share) + 1) * ((Height * share) + 1));
    }

    /// <inheritdoc/>
    public bool TryRead(int longestSide, IPixelRows rows)
    {
        rows.Stop.ThrowIfCancellationRequested();
        using NativeBytes? left = essence is var (length, _) ? new NativeBytes(length) : null;
        if (left is not null)
        {
            essence!.Value.Write(left.GetSpan());
        }

        if (!library.TryOpen(left?.Memory ?? file, format, out ICodecImage? image, out _))
        {
            return false;
        }

        using (image)
        {
            return (image.Width, image.Height) == (Width, Height) && image.TryRead(longestSide, rows);
        }
    }

    public void Dispose()
    {
        // The file's bytes belong to the caller, and nothing else is held.
    }
}

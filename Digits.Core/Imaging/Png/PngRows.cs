using System.Buffers;
using System.IO.Compression;

namespace Digits.Core.Imaging.Png;

/// <summary>From the image data of a PNG that is not interlaced to rows of pixels: inflated, unfiltered, and brought to eight bits.</summary>
/// <remarks>Some rows at a time, which stay in the processor's cache from the first step to the last. Thread-safe.</remarks>
internal static class PngRows
{
    private const int WindowBytes = 64 * 1024;

    /// <summary>Reads all rows.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="layout">Its parts; its sides are at most 65,535 pixels.</param>
    /// <param name="rows">Takes the pixels.</param>
    /// <returns>False when the image data is damaged or too short, or has a filter that there is not. What is too long is not looked at.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> file, PngLayout layout, IPixelRows rows)
    {
        int stride = checked((int)layout.Stride);
        int filtered = stride + 1;
        int atOnce = Math.Clamp(WindowBytes / filtered, 1, layout.Height);
        byte[] window = ArrayPool<byte>.Shared.Rent((atOnce + 1) * filtered);
        using var samples = new PngSamples(file.Span, layout);
        rows.Begin(layout.Width, layout.Height, samples.Bands);
        try
        {
            using var inflated = new ZLibStream(new PngDataStream(file, layout.Data), CompressionMode.Decompress);
            ReadOnlySpan<byte> above = default;
            for (int y = 0; y < layout.Height; y += atOnce)
            {
                // The first row of the window is the last one of the window before.
                Span<byte> part = window.AsSpan(filtered, Math.Min(atOnce, layout.Height - y) * filtered);
                if (!TryFill(inflated, part))
                {
                    return false;
                }

                for (; !part.IsEmpty; part = part[filtered..])
                {
                    Span<byte> row = part[1..filtered];
                    if (!PngFilter.TryUndo(part[0], row, above, layout.BytesPerPixel))
                    {
                        return false;
                    }

                    rows.Add(samples.ToBytes(row));
                    above = row;
                }

                above.CopyTo(window.AsSpan(1));
                above = window.AsSpan(1, stride);
            }

            return HasSoundEnd(inflated);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(window);
        }
    }

    /// <summary>The read after the last byte makes zlib compare its checksum. Where there is more data than pixels, it is left alone.</summary>
    private static bool HasSoundEnd(ZLibStream inflated)
    {
        try
        {
            inflated.ReadByte();
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static bool TryFill(ZLibStream inflated, Span<byte> part)
    {
        try
        {
            return inflated.ReadAtLeast(part, part.Length, throwOnEndOfStream: false) == part.Length;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}

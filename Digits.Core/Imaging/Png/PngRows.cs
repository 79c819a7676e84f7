using System.IO.Compression;

namespace Digits.Core.Imaging.Png;

/// <summary>From the image data of a PNG that is not interlaced to rows of pixels: inflated, unfiltered, and brought to eight bits.</summary>
/// <remarks>Some rows at a time, which stay in the processor's cache from the first step to the last. Thread-safe.</remarks>
internal static class PngRows
{
    private const int WindowBytes = 64 * 1024;

    /// <summary>Bytes of the inflater.</summary>
    private const int InflaterBytes = 128 * 1024;

    /// <summary>How many bytes are held while rows are read: the window, of two rows at least, the inflater, and a row of four bands.</summary>
    public static long Bytes(PngLayout layout) => WindowBytes + InflaterBytes + (2 * (layout.Stride + 1)) + (4L * layout.Width);

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
        using var scratch = new ScratchBytes((atOnce + 1) * filtered);
        Span<byte> window = scratch.Span;
        using var samples = new PngSamples(file.Span, layout);
        rows.Begin(layout.Width, layout.Height, samples.Bands);
        using var data = new PngDataStream(file, layout.Data, rows.Stop);
        using var inflated = new ZLibStream(data, CompressionMode.Decompress, leaveOpen: true);
        ReadOnlySpan<byte> above = default;
        for (int y = 0; y < layout.Height; y += atOnce)
        {
            // The first row of the window is the last one of the window before.
            Span<byte> part = window.Slice(filtered, Math.Min(atOnce, layout.Height - y) * filtered);
            if (!TryFill(inflated, part))
            {
                return false;
            }

            data.Inflated += part.Length;
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

            above.CopyTo(window[1..]);
            above = window.Slice(1, stride);
        }

        return HasSoundEnd(inflated);
    }

    /// <summary>The read after the last byte makes zlib compare its checksum. Where there is more data than pixels, it is left alone.</summary>
    private static bool HasSoundEnd(ZLibStream inflated)
    {
        try
        {
            inflated.ReadByte();
            return true;
        }
        catch (Exception error) when (IsDamage(error))
        {
            return false;
        }
    }

    /// <summary>What .NET's zlib throws: the latter where the data ask for a dictionary, which PNGs have not (ISO/IEC 15948, 10.1).</summary>
    private static bool IsDamage(Exception error) => error is InvalidDataException or IOException;

    private static bool TryFill(ZLibStream inflated, Span<byte> part)
    {
        try
        {
            return inflated.ReadAtLeast(part, part.Length, throwOnEndOfStream: false) == part.Length;
        }
        catch (Exception error) when (IsDamage(error))
        {
            return false;
        }
    }
}

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;

namespace Digits.Core.Imaging.Png;

/// <summary>From the image data of a plain PNG to pixels: inflated, unfiltered, palette looked up.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class PngPixels
{
    private const int PaletteEntry = 3;

    /// <summary>Reads all pixels.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="layout">Its parts.</param>
    /// <param name="pixels">The pixels, to be disposed, when this method returns true.</param>
    /// <returns>False when the image data is damaged, too short or too long, or holds what no filter or palette entry is.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> file, PngLayout layout, [NotNullWhen(true)] out PixelBuffer? pixels)
    {
        int stride = layout.Width * layout.BytesPerPixel;
        int length = checked((stride + 1) * layout.Height);
        byte[] rows = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            pixels = TryInflate(file, layout.Data, rows.AsSpan(0, length)) ? Unfilter(rows.AsSpan(0, length), stride, file.Span, layout) : null;
            return pixels is not null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rows);
        }
    }

    private static bool TryInflate(ReadOnlyMemory<byte> file, List<Range> parts, Span<byte> rows)
    {
        using var source = new PngDataStream(file, parts);
        using var inflated = new ZLibStream(source, CompressionMode.Decompress);
        try
        {
            // The read after the last byte makes zlib compare its checksum.
            return inflated.ReadAtLeast(rows, rows.Length, throwOnEndOfStream: false) == rows.Length && inflated.ReadByte() < 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Undoes the filters of rows that each stand behind their filter's byte, and looks colours up.</summary>
    private static PixelBuffer? Unfilter(Span<byte> rows, int stride, ReadOnlySpan<byte> file, PngLayout layout)
    {
        ReadOnlySpan<byte> palette = file[layout.Palette];
        ReadOnlySpan<byte> opacity = file[layout.Opacity];
        bool hasPalette = layout.Colour == PngColour.Palette;
        int bands = !hasPalette ? layout.BytesPerPixel : opacity.IsEmpty ? 3 : 4;
        var pixels = new PixelBuffer(layout.Width, layout.Height, bands);
        ReadOnlySpan<byte> above = default;
        for (int y = 0; y < layout.Height; y++)
        {
            byte filter = rows[y * (stride + 1)];
            Span<byte> row = rows.Slice((y * (stride + 1)) + 1, stride);
            Span<byte> target = pixels.Bytes.Slice(y * layout.Width * bands, layout.Width * bands);
            Span<byte> samples = hasPalette ? row : target;
            if (!PngFilter.TryUndo(filter, row, above, samples, layout.BytesPerPixel)
                || (hasPalette && !TryLookUp(samples, palette, opacity, target, bands)))
            {
                pixels.Dispose();
                return null;
            }

            above = samples;
        }

        return pixels;
    }

    private static bool TryLookUp(ReadOnlySpan<byte> row, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> opacity, Span<byte> target, int bands)
    {
        int at = 0;
        foreach (byte index in row)
        {
            if ((index + 1) * PaletteEntry > palette.Length)
            {
                return false;
            }

            palette.Slice(index * PaletteEntry, PaletteEntry).CopyTo(target[at..]);
            if (bands == 4)
            {
                target[at + PaletteEntry] = index < opacity.Length ? opacity[index] : byte.MaxValue;
            }

            at += bands;
        }

        return true;
    }
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Digits.Core.Imaging.Bmp;

/// <summary>A BMP whose headers are sound.</summary>
/// <remarks>Pixels are read where they lie; runs are unpacked to a byte a pixel. Used by one thread at a time.</remarks>
/// <param name="encoded">The file; it must not change before the picture is disposed.</param>
/// <param name="layout">Its layout.</param>
internal sealed class BmpImage(ReadOnlyMemory<byte> encoded, BmpLayout layout) : ICodecImage
{
    private const int RgbaBands = 4;
    private const int MostColours = 256;
    private const uint Opaque = 0xFF000000;

    /// <inheritdoc/>
    public int Width => layout.Width;

    /// <inheritdoc/>
    public int Height => layout.Height;

    /// <inheritdoc/>
    public int Orientation => ExifOrientation.Upright;

    /// <inheritdoc/>
    public int Shrink(int longestSide) => 1;

    /// <inheritdoc/>
    public long Bytes(int longestSide) =>
        (layout.Compression is BmpCompression.Runs8 or BmpCompression.Runs4 ? (long)Width * Height : 0) + ((long)RgbaBands * Width);

    /// <inheritdoc/>
    public bool TryRead(int longestSide, IPixelRows rows)
    {
        ReadOnlySpan<byte> data = encoded.Span[layout.Data..];
        if (layout.Compression is not (BmpCompression.Runs8 or BmpCompression.Runs4))
        {
            Emit(data, (int)layout.Stride, layout.BitsPerPixel, rows);
            return true;
        }

        using NativeBytes unpacked = new(Width * Height);
        Span<byte> pixels = unpacked.GetSpan();
        pixels.Clear();
        if (!BmpRuns.TryFill(data, layout.BitsPerPixel, Width, pixels))
        {
            return false;
        }

        Emit(pixels, Width, 8, rows);
        return true;
    }

    public void Dispose()
    {
        // The file's bytes belong to the caller, and nothing else is held.
    }

    private void Emit(ReadOnlySpan<byte> data, int stride, int bits, IPixelRows rows)
    {
        uint[] row = new uint[Width];
        Span<uint> colours = stackalloc uint[MostColours];
        FillColours(colours);
        BmpMasks masks = layout.Masks.Alpha != 0 && !ShowsAnything(data) ? layout.Masks with { Alpha = 0 } : layout.Masks;
        ReadOnlySpan<BmpChannel> channels = [new(masks.Red, 0), new(masks.Green, 0), new(masks.Blue, 0), new(masks.Alpha, byte.MaxValue)];
        rows.Begin(Width, Height, RgbaBands);
        for (int y = 0; y < Height; y++)
        {
            int stored = layout.IsTopDown ? y : Height - 1 - y;
            Paint(data[(stored * stride)..], bits, colours, channels, row);
            rows.Add(MemoryMarshal.AsBytes(row.AsSpan()));
        }
    }

    private static void Paint(ReadOnlySpan<byte> pixels, int bits, ReadOnlySpan<uint> colours, ReadOnlySpan<BmpChannel> channels, Span<uint> row)
    {
        for (int x = 0; x < row.Length; x++)
        {
            row[x] = bits switch
            {
                1 => colours[(pixels[x >> 3] >> (7 - (x & 7))) & 1],
                4 => colours[(pixels[x >> 1] >> (4 - (4 * (x & 1)))) & 15],
                8 => colours[pixels[x]],
                16 => Mix(channels, BinaryPrimitives.ReadUInt16LittleEndian(pixels[(2 * x)..])),
                24 => FromBgr(pixels[(3 * x)..]),
                _ => Mix(channels, BinaryPrimitives.ReadUInt32LittleEndian(pixels[(4 * x)..])),
            };
        }
    }

    private static uint Mix(ReadOnlySpan<BmpChannel> channels, uint pixel) =>
        channels[0].Level(pixel) | (channels[1].Level(pixel) << 8) | (channels[2].Level(pixel) << 16) | (channels[3].Level(pixel) << 24);

    private static uint FromBgr(ReadOnlySpan<byte> pixel) => pixel[2] | ((uint)pixel[1] << 8) | ((uint)pixel[0] << 16) | Opaque;

    // Many programs leave the opacity at zero that they announce, and mean opaque.
    private bool ShowsAnything(ReadOnlySpan<byte> data)
    {
        int bytes = layout.BitsPerPixel / 8;
        for (int y = 0; y < Height; y++)
        {
            ReadOnlySpan<byte> row = data.Slice((int)(y * layout.Stride), Width * bytes);
            for (int at = 0; at < row.Length; at += bytes)
            {
                uint pixel = bytes == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(row[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(row[at..]);
                if ((pixel & layout.Masks.Alpha) != 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Colours that the table does not have are black.
    private void FillColours(Span<uint> colours)
    {
        colours.Fill(Opaque);
        ReadOnlySpan<byte> palette = encoded.Span[layout.Palette];
        for (int i = 0; i < palette.Length / layout.BytesPerColour; i++)
        {
            colours[i] = FromBgr(palette[(i * layout.BytesPerColour)..]);
        }
    }
}

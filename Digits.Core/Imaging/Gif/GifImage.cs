using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Digits.Core.Imaging.Gif;

/// <summary>The first frame of a GIF on its canvas, which is clear where the frame is not.</summary>
/// <remarks>It takes a byte for each pixel of the frame. Used by one thread at a time.</remarks>
/// <param name="encoded">The file; it must not change before the picture is disposed.</param>
/// <param name="layout">Its layout.</param>
internal sealed class GifImage(ReadOnlyMemory<byte> encoded, GifLayout layout) : ICodecImage
{
    private const int RgbaBands = 4;
    private const int MostColours = 256;

    // First row and step of the four passes of an interlaced frame (GIF 89a, appendix E).
    private static readonly (int First, int Step)[] Passes = [(0, 8), (4, 8), (2, 4), (1, 2)];

    /// <inheritdoc/>
    public int Width => layout.Width;

    /// <inheritdoc/>
    public int Height => layout.Height;

    /// <inheritdoc/>
    public int Orientation => ExifOrientation.Upright;

    /// <inheritdoc/>
    public int Shrink(int longestSide) => 1;

    /// <inheritdoc/>
    public long Bytes(int longestSide) => ((long)layout.FrameWidth * layout.FrameHeight) + ((long)RgbaBands * Width);

    /// <inheritdoc/>
    public bool TryRead(int longestSide, IPixelRows rows)
    {
        using NativeBytes frame = new(layout.FrameWidth * layout.FrameHeight);
        Span<byte> pixels = frame.GetSpan();
        GifCodes codes = new(encoded.Span, layout.Data);
        if (!GifPixels.TryFill(ref codes, layout.BitsPerPixel, pixels))
        {
            return false;
        }

        Span<uint> colours = stackalloc uint[MostColours];
        FillColours(colours);
        uint[] row = new uint[Width];
        rows.Begin(Width, Height, RgbaBands);
        for (int y = 0; y < Height; y++)
        {
            int inFrame = y - layout.Top;
            Span<uint> painted = row.AsSpan(layout.Left, layout.FrameWidth);
            if (inFrame >= 0 && inFrame < layout.FrameHeight)
            {
                Paint(pixels.Slice(StoredRow(inFrame) * layout.FrameWidth, layout.FrameWidth), colours, painted);
            }
            else
            {
                painted.Clear();
            }

            rows.Add(MemoryMarshal.AsBytes(row.AsSpan()));
        }

        return true;
    }

    public void Dispose()
    {
        // The file's bytes belong to the caller, and nothing else is held.
    }

    // Most of any drawing is paper: where eight pixels are alike, so are more.
    private static void Paint(ReadOnlySpan<byte> pixels, ReadOnlySpan<uint> colours, Span<uint> row)
    {
        while (!pixels.IsEmpty)
        {
            byte first = pixels[0];
            int length = Math.Min(pixels.Length, sizeof(ulong));
            if (length == sizeof(ulong) && BinaryPrimitives.ReadUInt64LittleEndian(pixels) == first * 0x0101_0101_0101_0101UL)
            {
                int run = pixels.IndexOfAnyExcept(first);
                length = run < 0 ? pixels.Length : run;
                row[..length].Fill(colours[first]);
            }
            else
            {
                for (int x = 0; x < length; x++)
                {
                    row[x] = colours[pixels[x]];
                }
            }

            pixels = pixels[length..];
            row = row[length..];
        }
    }

    /// <summary>Where a row of the frame lies in the order of the file.</summary>
    private int StoredRow(int y)
    {
        if (!layout.IsInterlaced)
        {
            return y;
        }

        int before = 0;
        foreach ((int first, int step) in Passes)
        {
            if (y >= first && (y - first) % step == 0)
            {
                return before + ((y - first) / step);
            }

            before += Math.Max(0, (layout.FrameHeight - first + step - 1) / step);
        }

        return before;
    }

    // Red in the lowest byte; what the palette does not have is black.
    private void FillColours(Span<uint> colours)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(colours);
        ReadOnlySpan<byte> palette = encoded.Span[layout.Palette];
        bytes.Clear();
        for (int i = 0; i < MostColours; i++)
        {
            Span<byte> colour = bytes.Slice(i * RgbaBands, RgbaBands);
            if (i * 3 < palette.Length)
            {
                palette.Slice(i * 3, 3).CopyTo(colour);
            }

            colour[3] = byte.MaxValue;
        }

        if (layout.Transparent is byte transparent)
        {
            colours[transparent] = 0;
        }
    }
}

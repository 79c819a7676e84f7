using System.Buffers;
using System.Numerics;
using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing.Isolation;

/// <summary>
/// The greatest value within a window around each pixel, in place, a vector of pixels at a time and at a cost that hardly depends on the
/// window. Columns: maxima that run forwards and backwards in blocks as long as the window (van Herk, "A fast algorithm for local minimum
/// and maximum filters on rectangular and octagonal kernels", 1992). Rows: windows of 1, 2, 4 and so on pixels, each from two of the one before.
/// </summary>
/// <remarks>What lies outside the picture does not count. Thread-safe and without state.</remarks>
internal static class SlidingMaximum
{
    /// <summary>Takes the maximum over 2 <paramref name="radius"/> + 1 pixels of each row.</summary>
    public static void AlongRows(GrayImage plane, int radius)
    {
        int window = (2 * radius) + 1;
        byte[] rented = ArrayPool<byte>.Shared.Rent(plane.Width + window);
        Span<byte> padded = rented.AsSpan(0, plane.Width + (2 * radius));
        try
        {
            for (int y = 0; y < plane.Height; y++)
            {
                Span<byte> row = plane.Row(y);
                padded.Clear();
                row.CopyTo(padded[radius..]);
                int reach = 1;
                for (; 2 * reach <= window; reach *= 2)
                {
                    TakeGreater(padded[..^reach], padded[reach..]);
                }

                padded[..plane.Width].CopyTo(row);
                TakeGreater(row, padded.Slice(window - reach, plane.Width));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Takes the maximum over 2 <paramref name="radius"/> + 1 pixels of each column.</summary>
    public static void AlongColumns(GrayImage plane, int radius)
    {
        int window = (2 * radius) + 1;
        using var forwards = new GrayImage(plane.Width, plane.Height);
        using var backwards = new GrayImage(plane.Width, plane.Height);
        plane.Pixels.CopyTo(forwards.Pixels);
        plane.Pixels.CopyTo(backwards.Pixels);
        for (int y = 1; y < plane.Height; y++)
        {
            if (y % window != 0)
            {
                TakeGreater(forwards.Row(y), forwards.Row(y - 1));
            }
        }

        for (int y = plane.Height - 2; y >= 0; y--)
        {
            if ((y + 1) % window != 0)
            {
                TakeGreater(backwards.Row(y), backwards.Row(y + 1));
            }
        }

        for (int y = 0; y < plane.Height; y++)
        {
            // At either end, where the window is cut off, one of the two holds all of it.
            int first = Math.Max(y - radius, 0);
            int last = Math.Min(y + radius, plane.Height - 1);
            (last == plane.Height - 1 ? backwards.Row(first) : forwards.Row(last)).CopyTo(plane.Row(y));
            if (first / window != last / window)
            {
                TakeGreater(plane.Row(y), last == plane.Height - 1 ? forwards.Row(last) : backwards.Row(first));
            }
        }
    }

    /// <summary>Turns every pixel over: the maximum of what is turned over is the minimum.</summary>
    public static void TurnOver(GrayImage plane)
    {
        Span<byte> pixels = plane.Pixels;
        int at = 0;
        for (; at <= pixels.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            (~new Vector<byte>(pixels[at..])).CopyTo(pixels[at..]);
        }

        foreach (ref byte pixel in pixels[at..])
        {
            pixel = (byte)~pixel;
        }
    }

    /// <summary>Keeps the greater of each two; <paramref name="others"/> may lie in the same memory, later.</summary>
    private static void TakeGreater(Span<byte> values, ReadOnlySpan<byte> others)
    {
        int at = 0;
        for (; at <= values.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            Vector.Max(new Vector<byte>(values[at..]), new Vector<byte>(others[at..])).CopyTo(values[at..]);
        }

        for (; at < values.Length; at++)
        {
            values[at] = Math.Max(values[at], others[at]);
        }
    }
}

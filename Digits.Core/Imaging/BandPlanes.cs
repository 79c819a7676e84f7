using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Digits.Core.Imaging;

/// <summary>The loops of <see cref="LuminanceFlattener"/>: interleaved bands in, one plane out.</summary>
/// <remarks>
/// Sources are <c>bands</c> bytes a pixel, destinations one. Alpha is the last band of two or four. Thread-safe.
/// </remarks>
internal static class BandPlanes
{
    /// <summary>BT.601 luminance of three bands, rounded to the nearest, halves up.</summary>
    public static void Luminance(ReadOnlySpan<byte> rgb, Span<byte> destination)
    {
        int at = 0;
        foreach (ref byte pixel in destination)
        {
            pixel = Luminance(rgb[at], rgb[at + 1], rgb[at + 2]);
            at += 3;
        }
    }

    /// <summary>Luminance laid over white, of four bands in one pass: canvas pictures are RGBA.</summary>
    public static void LuminanceOverWhite(ReadOnlySpan<byte> rgba, Span<byte> destination)
    {
        ReadOnlySpan<uint> source = MemoryMarshal.Cast<byte, uint>(rgba)[..destination.Length];
        int quarter = Vector<uint>.Count;
        int at = 0;
        for (; at <= source.Length - (4 * quarter); at += 4 * quarter)
        {
            ReadOnlySpan<uint> pixels = source[at..];
            Span<byte> target = destination.Slice(at, 4 * quarter);
            var (a, b) = (new Vector<uint>(pixels), new Vector<uint>(pixels[quarter..]));
            var (c, d) = (new Vector<uint>(pixels[(2 * quarter)..]), new Vector<uint>(pixels[(3 * quarter)..]));

            // Ink drawn in black, white or grey on paper of such a colour is its own luminance.
            if ((Tint(a) | Tint(b) | Tint(c) | Tint(d)) == Vector<uint>.Zero)
            {
                var low = new Vector<uint>(byte.MaxValue);
                Narrow(a & low, b & low, c & low, d & low).CopyTo(target);
                continue;
            }

            // Most of any canvas is one colour.
            var first = new Vector<uint>(pixels[0]);
            if (((a ^ first) | (b ^ first) | (c ^ first) | (d ^ first)) == Vector<uint>.Zero)
            {
                target.Fill(LuminanceOverWhite(pixels[0]));
                continue;
            }

            Narrow(LuminanceOverWhite(a), LuminanceOverWhite(b), LuminanceOverWhite(c), LuminanceOverWhite(d)).CopyTo(target);
        }

        for (; at < source.Length; at++)
        {
            destination[at] = LuminanceOverWhite(source[at]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> Narrow(Vector<uint> a, Vector<uint> b, Vector<uint> c, Vector<uint> d) =>
        Vector.Narrow(Vector.Narrow(a, b), Vector.Narrow(c, d));

    /// <summary>Zero where red, green and blue are the same and nothing shines through.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Tint(Vector<uint> pixel) =>
        ((pixel ^ (pixel >>> 8)) & new Vector<uint>(0xFFFF)) | Vector.AndNot(new Vector<uint>(0xFF000000), pixel);

    private static byte LuminanceOverWhite(uint pixel) =>
        OverWhite(Luminance((byte)pixel, (byte)(pixel >> 8), (byte)(pixel >> 16)), (byte)(pixel >> 24));

    /// <summary>One vector of pixels, red in the lowest byte; the divisions are multiplications that are exact in this range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> LuminanceOverWhite(Vector<uint> pixel)
    {
        var low = new Vector<uint>(byte.MaxValue);
        Vector<uint> alpha = pixel >>> 24;
        Vector<uint> weighted = ((pixel & low) * 299) + (((pixel >>> 8) & low) * 587) + (((pixel >>> 16) & low) * 114) + new Vector<uint>(500);

        // n / 1000 = (n / 8) / 125 for n up to 255,500.
        Vector<uint> luminance = ((weighted >>> 3) * 134_218) >>> 24;

        // n / 255 for n up to 65,535.
        return (((luminance * alpha) + ((low - alpha) * 255) + new Vector<uint>(127)) * 32_897) >>> 23;
    }

    /// <summary>One band as it is.</summary>
    public static void Band(ReadOnlySpan<byte> source, int bands, int band, Span<byte> destination)
    {
        int at = band;
        foreach (ref byte pixel in destination)
        {
            pixel = source[at];
            at += bands;
        }
    }

    /// <summary>255 less one band.</summary>
    public static void InvertedBand(ReadOnlySpan<byte> source, int bands, int band, Span<byte> destination)
    {
        int at = band;
        foreach (ref byte pixel in destination)
        {
            pixel = (byte)(255 - source[at]);
            at += bands;
        }
    }

    /// <summary>Lays a plane over white by the source's last band, its opacity, rounded to the nearest.</summary>
    public static void LayOverWhite(ReadOnlySpan<byte> source, int bands, Span<byte> plane)
    {
        int at = bands - 1;
        foreach (ref byte pixel in plane)
        {
            pixel = OverWhite(pixel, source[at]);
            at += bands;
        }
    }

    /// <summary>The largest less the smallest value of a plane.</summary>
    public static int Range(ReadOnlySpan<byte> plane)
    {
        if (plane.Length < Vector<byte>.Count)
        {
            return Range(plane, 1, 0);
        }

        Vector<byte> least = new(byte.MaxValue);
        Vector<byte> most = new(byte.MinValue);
        for (int at = 0; at <= plane.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            Include(new Vector<byte>(plane[at..]), ref least, ref most);
        }

        // The last values once more, from the end, so that no remainder is left over.
        Include(new Vector<byte>(plane[^Vector<byte>.Count..]), ref least, ref most);

        Span<byte> extremes = stackalloc byte[2 * Vector<byte>.Count];
        least.CopyTo(extremes);
        most.CopyTo(extremes[Vector<byte>.Count..]);
        return Range(extremes, 1, 0);
    }

    /// <summary>The largest less the smallest value of one band.</summary>
    public static int Range(ReadOnlySpan<byte> source, int bands, int band)
    {
        byte least = byte.MaxValue;
        byte most = byte.MinValue;
        for (int at = band; at < source.Length; at += bands)
        {
            byte value = source[at];
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        return most - least;
    }

    private static void Include(Vector<byte> values, ref Vector<byte> least, ref Vector<byte> most)
    {
        least = Vector.Min(least, values);
        most = Vector.Max(most, values);
    }

    private static byte Luminance(int red, int green, int blue) => (byte)(((299 * red) + (587 * green) + (114 * blue) + 500) / 1000);

    private static byte OverWhite(int value, int opacity) => (byte)(((value * opacity) + (255 * (255 - opacity)) + 127) / 255);
}

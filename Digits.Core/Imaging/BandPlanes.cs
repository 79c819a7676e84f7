using System.Numerics;

namespace Digits.Core.Imaging;

/// <summary>The loops of <see cref="LuminanceFlattener"/>: interleaved bands in, one plane out.</summary>
/// <remarks>
/// Sources are <c>bands</c> bytes a pixel, destinations one. Alpha is the last band of two or four. Thread-safe.
/// </remarks>
internal static class BandPlanes
{
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

    /// <summary>A value of an opacity, each 0..255, over white, rounded to the nearest.</summary>
    public static byte OverWhite(int value, int opacity) => (byte)(((value * opacity) + (255 * (255 - opacity)) + 127) / 255);
}

namespace Digits.Core.Imaging;

/// <summary>The loops of <see cref="LuminanceFlattener"/>: interleaved bands in, one plane out.</summary>
/// <remarks>
/// Sources are <c>bands</c> bytes a pixel, destinations one. Alpha is the last band of two or four. Thread-safe.
/// </remarks>
internal static class BandPlanes
{
    /// <summary>BT.601 luminance of three or four bands, rounded to the nearest, halves up.</summary>
    public static void Luminance(ReadOnlySpan<byte> source, int bands, Span<byte> destination)
    {
        int at = 0;
        foreach (ref byte pixel in destination)
        {
            pixel = (byte)(((299 * source[at]) + (587 * source[at + 1]) + (114 * source[at + 2]) + 500) / 1000);
            at += bands;
        }
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
            int opacity = source[at];
            pixel = (byte)(((pixel * opacity) + (255 * (255 - opacity)) + 127) / 255);
            at += bands;
        }
    }

    /// <summary>The largest less the smallest value of a plane.</summary>
    public static int Range(ReadOnlySpan<byte> plane) => Range(plane, 1, 0);

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
}

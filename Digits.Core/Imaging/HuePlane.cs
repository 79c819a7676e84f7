using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Digits.Core.Imaging;

/// <summary>
/// What differs in hue, whatever light falls on it: each pixel's shares of red and of blue in all of its light, which a shadow or a vignette
/// leaves as they are (chromaticity; Gevers, Smeulders, "Color-based object recognition", 1999), along the one direction in which
/// neighbours differ most: the principal axis of their differences, which light that changes slowly has no say in.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal static class HuePlane
{
    /// <summary>The brightness of what has the picture's usual hue.</summary>
    private const int Middle = 128;

    /// <summary>Levels of a plane for all of a band: a band that is lighter by one part in 255 than its pixel's mean makes a level.</summary>
    private const float MostGain = 3 * 255;

    /// <summary>The sum of three bands under which a pixel is too dark for its shares to be told: forty levels each.</summary>
    private const int LeastSum = 3 * 40;

    /// <summary>Neighbours are so many parts (a fortieth) of the longest side apart: about as far as it is across a stroke's edge.</summary>
    private const int StepsPerSide = 40;

    /// <summary>Fills a plane in which ink of another hue than its paper is lighter or darker than it.</summary>
    /// <param name="pixels">RGB or RGBA.</param>
    /// <param name="destination">One byte a pixel, row-major, exactly as many as <paramref name="pixels"/> has.</param>
    public static void Fill(PixelBuffer pixels, Span<byte> destination)
    {
        Debug.Assert(pixels.Bands >= 3 && destination.Length == pixels.Width * pixels.Height, "Colours, and one byte a pixel.");
        int size = destination.Length;
        using var rentedReds = new ScratchBytes(size * sizeof(float));
        using var rentedBlues = new ScratchBytes(size * sizeof(float));
        Span<float> reds = MemoryMarshal.Cast<byte, float>(rentedReds.Span);
        Span<float> blues = MemoryMarshal.Cast<byte, float>(rentedBlues.Span);
        FillShares(pixels, reds, blues);
        int step = Math.Max(1, Math.Max(pixels.Width, pixels.Height) / StepsPerSide);
        (float red, float blue) = PrincipalAxis(reds, blues, pixels.Width, pixels.Height, step);
        (float least, float most) = (0, 0);
        for (int i = 0; i < size; i++)
        {
            float along = (red * reds[i]) + (blue * blues[i]);
            reds[i] = along;
            (least, most) = (Math.Min(least, along), Math.Max(most, along));
        }

        float gain = Math.Min(MostGain, (Middle - 1) / Math.Max(Math.Max(-least, most), float.Epsilon));
        for (int i = 0; i < size; i++)
        {
            destination[i] = (byte)MathF.Floor(Middle + (gain * reds[i]) + 0.5f);
        }
    }

    /// <summary>Each pixel's shares of red and of blue, less those of the picture as a whole, and less yet in the dark.</summary>
    private static void FillShares(PixelBuffer pixels, Span<float> reds, Span<float> blues)
    {
        ReadOnlySpan<byte> bytes = pixels.Bytes;
        int bands = pixels.Bands;
        (long red, long blue, long all) = (0, 0, 0);
        for (int at = 0; at < bytes.Length; at += bands)
        {
            (int r, int g, int b) = At(bytes, at, bands);
            (red, blue, all) = (red + r, blue + b, all + r + g + b);
        }

        float usualRed = all == 0 ? 0 : (float)((double)red / all);
        float usualBlue = all == 0 ? 0 : (float)((double)blue / all);
        for (int i = 0; i < reds.Length; i++)
        {
            (int r, int g, int b) = At(bytes, i * bands, bands);
            int sum = r + g + b;
            float scale = 1f / Math.Max(sum, LeastSum);
            reds[i] = (r - (usualRed * sum)) * scale;
            blues[i] = (b - (usualBlue * sum)) * scale;
        }
    }

    private static (int Red, int Green, int Blue) At(ReadOnlySpan<byte> bytes, int at, int bands)
    {
        (int r, int g, int b) = (bytes[at], bytes[at + 1], bytes[at + 2]);
        int opacity = bands == 4 ? bytes[at + 3] : byte.MaxValue;
        return opacity == byte.MaxValue
            ? (r, g, b)
            : (BandPlanes.OverWhite(r, opacity), BandPlanes.OverWhite(g, opacity), BandPlanes.OverWhite(b, opacity));
    }

    private static (float Red, float Blue) PrincipalAxis(ReadOnlySpan<float> reds, ReadOnlySpan<float> blues, int width, int height, int step)
    {
        (double rr, double rb, double bb) = (0, 0, 0);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int at = (y * width) + x;
                if (x >= step)
                {
                    Add(reds[at] - reds[at - step], blues[at] - blues[at - step], ref rr, ref rb, ref bb);
                }

                if (y >= step)
                {
                    Add(reds[at] - reds[at - (step * width)], blues[at] - blues[at - (step * width)], ref rr, ref rb, ref bb);
                }
            }
        }

        (double sine, double cosine) = Math.SinCos(Math.Atan2(2 * rb, rr - bb) / 2);
        return ((float)cosine, (float)sine);
    }

    private static void Add(float red, float blue, ref double rr, ref double rb, ref double bb)
    {
        rr += red * red;
        rb += red * blue;
        bb += blue * blue;
    }
}

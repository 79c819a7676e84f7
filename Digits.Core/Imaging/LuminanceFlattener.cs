using System.Diagnostics;

namespace Digits.Core.Imaging;

/// <summary>Turns decoded pixels of one to four bands into one byte of brightness a pixel.</summary>
/// <remarks>
/// <para>Integer arithmetic throughout, halves rounded up, so that every platform agrees to the last bit:</para>
/// <para>luminance Y = (299 R + 587 G + 114 B + 500) / 1000, the weights of ITU-R BT.601;</para>
/// <para>a value V of opacity A over white = (V A + 255 (255 - A) + 127) / 255.</para>
/// <para>
/// A plane whose brightest and darkest pixel are less than <see cref="LeastContrast"/> apart shows no ink. In its place comes the first of
/// these that has the contrast: the opacity, inked where opaque (255 - A), which finds white ink on a transparent canvas; then the one of
/// R, G and B over white that has the widest range (the first of equals), which finds ink that is as bright as its paper and differs
/// only in hue. Where neither has it, the luminance stays.
/// </para>
/// <para>Thread-safe.</para>
/// </remarks>
internal static class LuminanceFlattener
{
    /// <summary>Levels, of 255, that must lie between a plane's extremes for it to show ink: about the grain of clean blank paper.</summary>
    public const int LeastContrast = 12;

    /// <summary>Fills <paramref name="destination"/> with brightness 0 (black) to 255 (white).</summary>
    /// <param name="pixels">Grey, grey and alpha, RGB or RGBA.</param>
    /// <param name="destination">One byte a pixel, row-major, exactly as many as <paramref name="pixels"/> has.</param>
    public static void Flatten(PixelBuffer pixels, Span<byte> destination)
    {
        Debug.Assert(destination.Length == pixels.Width * pixels.Height, "One byte a pixel.");
        ReadOnlySpan<byte> source = pixels.Bytes;
        int bands = pixels.Bands;
        bool coloured = bands >= 3;
        bool transparent = HasAlpha(bands);

        FillLuminance(source, bands, destination);

        // Only a picture without contrast pays for a second look.
        if ((!coloured && !transparent) || BandPlanes.Range(destination) >= LeastContrast)
        {
            return;
        }

        if (transparent && BandPlanes.Range(source, bands, bands - 1) >= LeastContrast)
        {
            BandPlanes.InvertedBand(source, bands, bands - 1, destination);
        }
        else if (coloured && WidestColourBand(source, bands, destination) is int band)
        {
            FillBand(source, bands, band, destination);
        }
        else
        {
            FillLuminance(source, bands, destination);
        }
    }

    /// <summary>True where the last of so many bands is opacity.</summary>
    public static bool HasAlpha(int bands) => bands is 2 or 4;

    /// <summary>Luminance over white alone, whatever contrast it has.</summary>
    public static void FillLuminance(ReadOnlySpan<byte> source, int bands, Span<byte> destination)
    {
        switch (bands)
        {
            case 3:
                Luminance.Fill(source, destination);
                break;
            case 4:
                Luminance.FillOverWhite(source, destination);
                break;
            default:
                FillBand(source, bands, 0, destination);
                break;
        }
    }

    private static void FillBand(ReadOnlySpan<byte> source, int bands, int band, Span<byte> destination)
    {
        BandPlanes.Band(source, bands, band, destination);
        if (HasAlpha(bands))
        {
            BandPlanes.LayOverWhite(source, bands, destination);
        }
    }

    private static int? WidestColourBand(ReadOnlySpan<byte> source, int bands, Span<byte> scratch)
    {
        int? widest = null;
        int widestRange = LeastContrast - 1;
        for (int band = 0; band < 3; band++)
        {
            FillBand(source, bands, band, scratch);
            int range = BandPlanes.Range(scratch);
            if (range > widestRange)
            {
                (widest, widestRange) = (band, range);
            }
        }

        return widest;
    }
}

using System.Diagnostics;

namespace Digits.Core.Imaging.Jpeg;

/// <summary>Makes grey or red, green and blue of a row of a JPEG's samples (JFIF 1.02; Adobe technical note 5116).</summary>
internal static class JpegColours
{
    /// <summary>Fills a row.</summary>
    /// <param name="colour">What the samples stand for.</param>
    /// <param name="samples">One, three or four bytes a pixel.</param>
    /// <param name="row">One or three bytes a pixel.</param>
    public static void Fill(JpegColour colour, ReadOnlySpan<byte> samples, Span<byte> row)
    {
        switch (colour)
        {
            case JpegColour.Grey or JpegColour.Rgb:
                samples.CopyTo(row);
                break;
            case JpegColour.YCbCr:
                FillFromYCbCr(samples, row);
                break;
            case JpegColour.Cmyk or JpegColour.Ycck:
                FillFromInks(colour, samples, row);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static void FillFromYCbCr(ReadOnlySpan<byte> samples, Span<byte> row)
    {
        for (int at = 0; at < row.Length; at += 3)
        {
            (row[at], row[at + 1], row[at + 2]) = FromYCbCr(samples[at], samples[at + 1], samples[at + 2]);
        }
    }

    // Inverted inks are what light is left: 255 is none of an ink.
    private static void FillFromInks(JpegColour colour, ReadOnlySpan<byte> samples, Span<byte> row)
    {
        for (int at = 0; at < row.Length; at += 3)
        {
            ReadOnlySpan<byte> inks = samples.Slice(at / 3 * 4, 4);
            (byte cyan, byte magenta, byte yellow) = (inks[0], inks[1], inks[2]);
            if (colour == JpegColour.Ycck)
            {
                (cyan, magenta, yellow) = FromYCbCr(cyan, magenta, yellow);
                (cyan, magenta, yellow) = ((byte)~cyan, (byte)~magenta, (byte)~yellow);
            }

            row[at] = Product(cyan, inks[3]);
            row[at + 1] = Product(magenta, inks[3]);
            row[at + 2] = Product(yellow, inks[3]);
        }
    }

    private static (byte Red, byte Green, byte Blue) FromYCbCr(int y, int cb, int cr)
    {
        (cb, cr) = (cb - 128, cr - 128);
        return (Level(y, 91_881 * cr), Level(y, (-22_554 * cb) - (46_802 * cr)), Level(y, 116_130 * cb));
    }

    // The differences' weights, 1.402, 0.344136, 0.714136 and 1.772, are in units of 1 / 65,536.
    private static byte Level(int y, int difference) => (byte)Math.Clamp(y + ((difference + 32_768) >> 16), byte.MinValue, byte.MaxValue);

    private static byte Product(int a, int b) => (byte)(((a * b) + 127) / 255);
}

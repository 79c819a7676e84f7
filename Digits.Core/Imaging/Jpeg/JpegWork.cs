using System.Globalization;
using Digits.Core.Recognition;

namespace Digits.Core.Imaging.Jpeg;

/// <summary>What it would take to decode a JPEG, told from its headers, and the bounds on it.</summary>
/// <remarks>
/// A file of some hundred bytes can ask for gigabytes and minutes: headers promise as many pixels as they like, coefficients of progressive
/// files are kept until the last scan, and a scan that says "nothing new" in one byte still visits every block. Thread-safe.
/// </remarks>
internal static class JpegWork
{
    /// <summary>The most bytes that coefficients, of two bytes each, and the copy of the file take together: 12 megapixels of common photos, and their file.</summary>
    public const long MostBytes = 40L << 20;

    /// <summary>The most nanoseconds of one processor, as estimated.</summary>
    public const long MostNanoseconds = 300_000_000;

    /// <summary>The least longest side in pixels of what is worth reading at an eighth.</summary>
    private const int LeastSide = 8 * 128;

    private const int BytesPerBlock = 64 * sizeof(short);

    // Nanoseconds, measured on a server of 2023 with pictures of one colour, of noise, and of scans that code nothing.
    private const int PerBlock = 25;
    private const int PerVisit = 12;
    private const int PerDc = 16;
    private const int PerByte = 8;
    private const int PerProgressiveByte = 28;
    private const int PerArithmeticByte = 120;
    private const int PerArithmeticCoefficient = 12;
    private const int RefinedCoefficientsPerNanosecond = 3;

    /// <summary>True where a decoder may have all coefficients and the time for all scans.</summary>
    public static bool Fits(JpegLayout layout) =>
        (!layout.KeepsCoefficients || CoefficientBytes(layout) + JpegEssence.Length(layout) <= MostBytes)
        && Nanoseconds(layout) <= MostNanoseconds;

    /// <summary>Bytes of the coefficients that a decoder keeps until the last scan; 0 of a file that it reads row by row.</summary>
    public static long CoefficientBytes(JpegLayout layout) => layout.KeepsCoefficients ? layout.Frame.Blocks * BytesPerBlock : 0;

    /// <summary>True where the picture can be read at an eighth of its size, of its DC coefficients alone, and is large enough for it.</summary>
    public static bool FitsAtAnEighth(JpegLayout layout)
    {
        // Between the DC coefficients of a sequential file lie all others.
        long nanoseconds = layout.Frame.IsProgressive ? 0 : (long)JpegEssence.Length(layout) * PerByte;
        foreach (JpegScan scan in layout.Scans)
        {
            nanoseconds += scan.First == 0 ? scan.Blocks(layout.Frame) * PerDc : 0;
        }

        // What no scan codes takes no time, and still its place.
        return !layout.Frame.IsArithmetic && layout.Frame.Blocks * sizeof(short) <= MostBytes
            && Math.Max(layout.Frame.Width, layout.Frame.Height) >= LeastSide && nanoseconds <= MostNanoseconds;
    }

    /// <summary>The error of a picture that takes more than it is given.</summary>
    public static RecognitionError TooMuch(JpegLayout layout) => new(
        RecognitionErrorCode.ImageTooLarge,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Decoding this JPEG ({layout.Frame.Width}x{layout.Frame.Height} pixels, scans: {layout.Scans.Count}) is more work than is done for one picture; save it smaller, or as a baseline JPEG."));

    private static long Nanoseconds(JpegLayout layout)
    {
        JpegFrame frame = layout.Frame;
        int perByte = frame.IsArithmetic ? PerArithmeticByte : frame.IsProgressive ? PerProgressiveByte : PerByte;
        long nanoseconds = (frame.Blocks * PerBlock) + ((long)JpegEssence.Length(layout) * perByte);
        foreach (JpegScan scan in layout.Scans)
        {
            nanoseconds += scan.Blocks(frame) * PerVisitOf(scan, frame);
        }

        return nanoseconds;
    }

    // Where a scan refines a band, every coefficient of it is looked at, whatever the data say.
    private static int PerVisitOf(JpegScan scan, JpegFrame frame)
    {
        int band = scan.Last - scan.First + 1;
        return frame.IsArithmetic ? band * PerArithmeticCoefficient
            : scan.Refines ? PerVisit + (band / RefinedCoefficientsPerNanosecond)
            : PerVisit;
    }
}

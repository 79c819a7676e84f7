using System.Globalization;
using Digits.Core.Recognition;

namespace Digits.Core.Imaging.Webp;

/// <summary>What it would take to decode a WebP, told from its headers, and the bounds on it.</summary>
/// <remarks>
/// Lossy data are decoded row by row; lossless data, and opacity that is compressed like them, keep four bytes for each pixel until the end,
/// and tables for each set of codes.
/// Thread-safe.
/// </remarks>
internal static class WebpWork
{
    /// <summary>The most bytes that lossless pixels, tables of codes and the copy of the file take together: 12 megapixels.</summary>
    public const long MostBytes = 48L << 20;

    /// <summary>The most nanoseconds of one processor, as estimated.</summary>
    public const long MostNanoseconds = 350_000_000;

    // Nanoseconds, measured on a server of 2023 with noise of several qualities.
    private const int PerLossyByte = 43;
    private const int PerLosslessByte = 5;
    private const int PerLosslessPixel = 12;
    private const double PerLossyPixel = 2.5;

    private const int BytesPerLosslessPixel = 4;
    private const int BytesPerPixelOfCompressedAlpha = 5;
    private const int BytesPerCodeSet = 12 << 10;

    /// <summary>The error of a picture that takes more than it is given, or null.</summary>
    /// <param name="file">The file.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="bytes">How many bytes a library takes for it besides its target and the copy of the file.</param>
    public static RecognitionError? Refusal(ReadOnlySpan<byte> file, WebpLayout layout, out long bytes)
    {
        WebpBitstream bitstream = layout.Bitstream;
        long pixels = (long)bitstream.Width * bitstream.Height;
        bool compressedAlpha = bitstream.HasCompressedAlpha(file);
        bytes = bitstream.IsLossless ? pixels * BytesPerLosslessPixel
            : compressedAlpha ? pixels * BytesPerPixelOfCompressedAlpha
            : bitstream.HasAlpha ? pixels
            : 0;
        long copy = WebpEssence.Is(file, layout) ? 0 : WebpEssence.Length(layout);
        if (bytes > 0 && bytes + copy > MostBytes)
        {
            return TooMuch(layout);
        }

        if (bitstream.CodeSets(file) is not int codeSets)
        {
            return PictureErrors.Damaged(ImageFormat.Webp);
        }

        bytes += (long)codeSets * BytesPerCodeSet;
        if (codeSets > 1 && bytes + copy > MostBytes)
        {
            return TooMuch(layout);
        }

        double lossless = (bitstream.IsLossless ? bitstream.Data.Length * (double)PerLosslessByte : 0)
            + (bitstream.IsLossless || compressedAlpha ? pixels * (double)PerLosslessPixel : 0);
        double lossy = bitstream.IsLossless ? 0 : (bitstream.Data.Length * (double)PerLossyByte) + (pixels * PerLossyPixel);
        return lossless + lossy > MostNanoseconds ? TooMuch(layout) : null;
    }

    private static RecognitionError TooMuch(WebpLayout layout) => new(
        RecognitionErrorCode.ImageTooLarge,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Decoding this WebP ({layout.Bitstream.Width}x{layout.Bitstream.Height} pixels) is more work than is done for one picture; save it smaller, or as a JPEG."));
}

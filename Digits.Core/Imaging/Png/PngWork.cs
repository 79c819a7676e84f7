using System.Globalization;
using Digits.Core.Recognition;

namespace Digits.Core.Imaging.Png;

/// <summary>What it would take the library to decode an interlaced PNG, whose rows it has to keep until the last, and the bound on it.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class PngWork
{
    /// <summary>The most bytes that the library takes: 6 megapixels of eight bits a sample.</summary>
    public const long MostBytes = 48L << 20;

    // Measured on 40 megapixels of RGBA: 305 MB of eight bits a sample, 460 of sixteen.
    private const int BytesPerPixel = 8;
    private const int BytesPerDeepPixel = 12;

    /// <summary>The error of a picture that takes more than it is given, or null.</summary>
    /// <param name="layout">Its layout.</param>
    /// <param name="packed">Bytes of its image data, which deflate makes hardly longer than the rows: what is, was made to be work.</param>
    public static RecognitionError? Refusal(PngLayout layout, long packed) =>
        // Two sides of 31 bits leave no room to multiply on.
        (long)layout.Width * layout.Height <= MostBytes / PerPixel(layout)
            && packed <= PngDataStream.MostFor((layout.Stride + 1) * layout.Height) ? null : new RecognitionError(
            RecognitionErrorCode.ImageTooLarge,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Decoding this PNG ({layout.Width}x{layout.Height} pixels, interlaced) is more work than is done for one picture; save it without interlacing."));

    /// <summary>How many bytes the library takes for a picture that is not refused.</summary>
    public static long Bytes(PngLayout layout) => (long)layout.Width * layout.Height * PerPixel(layout);

    private static int PerPixel(PngLayout layout) => layout.Depth > 8 ? BytesPerDeepPixel : BytesPerPixel;
}

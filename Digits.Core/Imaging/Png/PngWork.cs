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
    public static RecognitionError? Refusal(PngLayout layout)
    {
        // Two sides of 31 bits leave no room to multiply on.
        long pixels = (long)layout.Width * layout.Height;
        return pixels <= MostBytes / (layout.Depth > 8 ? BytesPerDeepPixel : BytesPerPixel) ? null : new RecognitionError(
            RecognitionErrorCode.ImageTooLarge,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Decoding this PNG ({layout.Width}x{layout.Height} pixels, interlaced) is more work than is done for one picture; save it without interlacing."));
    }
}

using System.Globalization;
using Digits.Core.Recognition;

namespace Digits.Core.Imaging;

/// <summary>What is said of pictures that are not read. Of the file nothing is told but its format and its size in pixels.</summary>
internal static class PictureErrors
{
    /// <summary>The error of a picture that breaks off, or whose parts contradict each other.</summary>
    public static RecognitionError Damaged(ImageFormat format) => Unreadable(format, "is damaged or incomplete");

    /// <summary>The error of a picture that its first bytes announce and that is none.</summary>
    /// <param name="format">What they announce.</param>
    /// <param name="reason">To follow "The image begins like a JPEG, but".</param>
    public static RecognitionError Unreadable(ImageFormat format, string reason)
    {
        string name = format == ImageFormat.Webp ? "WebP" : format.ToString().ToUpperInvariant();
        return new(RecognitionErrorCode.UnreadableImage, $"The image begins like a {name}, but {reason}.");
    }

    /// <summary>The error of a picture that is larger than what is decoded.</summary>
    /// <param name="width">Its width in pixels, upright.</param>
    /// <param name="height">Its height in pixels, upright.</param>
    /// <param name="limit">To follow "at most": pixels, or pixels on a side.</param>
    public static RecognitionError TooLarge(int width, int height, string limit) => new(
        RecognitionErrorCode.ImageTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The image is {width}x{height} pixels; at most {limit} are read."));

    /// <summary>A number of pixels, in words.</summary>
    public static string Limit(long pixels) => pixels >= 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{pixels / 1e6:0.##} megapixels")
        : string.Create(CultureInfo.InvariantCulture, $"{pixels} pixels");
}

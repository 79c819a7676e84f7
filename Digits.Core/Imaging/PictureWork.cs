namespace Digits.Core.Imaging;

/// <summary>What it takes to decode a picture once, estimated by its sizes, and the bound on decoding one again and again.</summary>
/// <remarks>
/// A first decode has the bounds of its format. Ink that differs only in hue asks for a second, a small digit for a closer one, and what gives
/// no answer for as many once more: eight of a file that was made for it. Thread-safe.
/// </remarks>
internal static class PictureWork
{
    /// <summary>The most nanoseconds of one processor, as estimated, after which a picture is not decoded again.</summary>
    public const long MostNanoseconds = 500_000_000;

    /// <summary>Nanoseconds of one processor, roughly.</summary>
    /// <param name="format">The format.</param>
    /// <param name="bytes">Bytes of the file.</param>
    /// <param name="pixels">Pixels of the picture in it.</param>
    public static long Nanoseconds(ImageFormat format, int bytes, long pixels)
    {
        // Measured on a server of 2023 with noise and with one colour; of PNGs half of what a file made of deflate's tables takes.
        (int perByte, int perPixel) = format switch
        {
            ImageFormat.Png => (15, 4),
            ImageFormat.Jpeg => (8, 2),
            ImageFormat.Webp => (25, 4),
            ImageFormat.Gif => (12, 4),
            _ => (1, 4),
        };
        return ((long)bytes * perByte) + (pixels * perPixel);
    }
}

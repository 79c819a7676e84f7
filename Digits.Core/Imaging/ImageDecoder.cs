using Digits.Core.Recognition;

namespace Digits.Core.Imaging;

/// <summary>Makes an upright grey picture of the bytes of a PNG, JPEG, WebP, GIF or BMP file.</summary>
/// <remarks>
/// The steps, each of which can end the way with an error: the format by its magic bytes, the header, the limit on pixels (nothing is
/// decoded before it), the pixels, row by row to brightness and made smaller on the way, orientation by <see cref="ExifOrientation"/>.
/// Thread-safe: it holds no state between calls.
/// </remarks>
internal sealed class ImageDecoder
{
    /// <summary>The limit on pixels where none is given: 40 megapixels.</summary>
    public const int DefaultMaxPixels = 40_000_000;

    /// <summary>The longest side in pixels that anything is decoded to; digits are read at 28x28, so nothing is lost above it.</summary>
    public const int MaxLongestSide = 2048;

    /// <summary>The greatest limit on pixels.</summary>
    public const int MostPixelsAllowed = 500_000_000;

    private readonly IImageCodec _codec;
    private readonly long _maxPixels;

    /// <summary>A decoder over a codec.</summary>
    /// <param name="codec">What decodes.</param>
    /// <param name="maxPixels">The most pixels, width times height, that are decoded: 1 to 500 million.</param>
    public ImageDecoder(IImageCodec codec, long maxPixels = DefaultMaxPixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPixels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxPixels, MostPixelsAllowed);
        _codec = codec;
        _maxPixels = maxPixels;
    }

    /// <summary>Reads the header of a picture file and no pixel.</summary>
    /// <param name="encoded">The whole file; it must not change before the picture is disposed.</param>
    /// <param name="decodes">How often the picture was decoded before, which counts where it is asked whether it affords another.</param>
    /// <returns>
    /// The picture, to be disposed; or <see cref="RecognitionErrorCode.UnsupportedImageFormat"/>,
    /// <see cref="RecognitionErrorCode.UnreadableImage"/> or, where a decoder would be asked for more than a picture is given,
    /// <see cref="RecognitionErrorCode.ImageTooLarge"/>.
    /// </returns>
    public Outcome<OpenedPicture> Open(ReadOnlyMemory<byte> encoded, int decodes = 0)
    {
        if (encoded.IsEmpty)
        {
            return new RecognitionError(RecognitionErrorCode.UnreadableImage, "The image is empty: it holds no bytes.");
        }

        ImageFormat format = ImageFormatSniffer.Sniff(encoded.Span);
        if (format == ImageFormat.Unknown)
        {
            return new RecognitionError(RecognitionErrorCode.UnsupportedImageFormat, ForeignFormat.Refusal(encoded.Span));
        }

        return _codec.TryOpen(encoded, format, out ICodecImage? image, out RecognitionError? refusal)
            ? new OpenedPicture(image, format, _maxPixels, PictureWork.Nanoseconds(format, encoded.Length, (long)image.Width * image.Height), decodes)
            : refusal ?? PictureErrors.Unreadable(format, "its header cannot be read");
    }

    /// <summary>Decodes the first frame of a picture file.</summary>
    /// <param name="encoded">The whole file; it must not change before this method returns.</param>
    /// <param name="longestSide">The longest side in pixels to which a larger picture is reduced: 256, or a 256th of its own, at least.</param>
    /// <returns>The picture, to be disposed; or an error of <see cref="Open"/> or <see cref="OpenedPicture.Decode"/>.</returns>
    public Outcome<GrayImage> Decode(ReadOnlyMemory<byte> encoded, int longestSide = MaxLongestSide)
    {
        if (!Open(encoded).TryGetValue(out OpenedPicture? picture, out RecognitionError? error))
        {
            return error;
        }

        using (picture)
        {
            return picture.Decode(longestSide, CancellationToken.None);
        }
    }
}

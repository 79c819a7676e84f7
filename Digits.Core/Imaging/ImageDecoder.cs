using System.Buffers;
using System.Globalization;
using Digits.Core.Recognition;

namespace Digits.Core.Imaging;

/// <summary>Makes an upright grey picture of the bytes of a PNG, JPEG, WebP or GIF file.</summary>
/// <remarks>
/// The steps, each of which can end the way with an error: the format by its magic bytes, the header, the limit on pixels (nothing is
/// decoded before it), the pixels, brightness by <see cref="LuminanceFlattener"/>, orientation by <see cref="ExifOrientation"/>.
/// Thread-safe: it holds no state between calls.
/// </remarks>
internal sealed class ImageDecoder
{
    /// <summary>The limit on pixels where none is given: 40 megapixels, which every common phone camera's photo keeps.</summary>
    public const int DefaultMaxPixels = 40_000_000;

    /// <summary>The longest side in pixels that is decoded in full; digits are read at 28x28, so nothing is lost above it.</summary>
    public const int MaxLongestSide = 2048;

    /// <summary>
    /// The longest side in pixels that is decoded at all, which is JPEG's own limit. Codecs work row by row, and a picture of few rows or
    /// columns and millions of the other takes minutes.
    /// </summary>
    private const int MaxSide = 65_535;

    /// <summary>The greatest limit on pixels: four bands of this many still fit an array.</summary>
    public const int MostPixelsAllowed = 500_000_000;

    private readonly IImageCodec _codec;
    private readonly long _maxPixels;

    /// <summary>A decoder over a codec.</summary>
    /// <param name="codec">The library that decodes.</param>
    /// <param name="maxPixels">The most pixels, width times height, that a header may announce: 1 to 500 million.</param>
    public ImageDecoder(IImageCodec codec, long maxPixels = DefaultMaxPixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPixels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxPixels, MostPixelsAllowed);
        _codec = codec;
        _maxPixels = maxPixels;
    }

    /// <summary>Decodes the first frame of a picture file.</summary>
    /// <param name="encoded">The whole file; it must not change before this method returns.</param>
    /// <returns>
    /// The picture, to be disposed; or <see cref="RecognitionErrorCode.UnsupportedImageFormat"/>,
    /// <see cref="RecognitionErrorCode.UnreadableImage"/> or <see cref="RecognitionErrorCode.ImageTooLarge"/>.
    /// </returns>
    public Outcome<GrayImage> Decode(ReadOnlyMemory<byte> encoded)
    {
        if (encoded.IsEmpty)
        {
            return new RecognitionError(RecognitionErrorCode.UnreadableImage, "The image is empty: it holds no bytes.");
        }

        ImageFormat format = ImageFormatSniffer.Sniff(encoded.Span);
        if (format == ImageFormat.Unknown)
        {
            return new RecognitionError(
                RecognitionErrorCode.UnsupportedImageFormat, "The bytes begin like none of PNG, JPEG, WebP and GIF.");
        }

        if (!_codec.TryOpen(encoded, format, out ICodecImage? image))
        {
            return Unreadable(format, "its header cannot be read");
        }

        using (image)
        {
            if ((long)image.Width * image.Height > _maxPixels || Math.Max(image.Width, image.Height) > MaxSide)
            {
                return TooLarge(image);
            }

            if (!image.TryReadPixels(MaxLongestSide, out PixelBuffer? pixels))
            {
                return Unreadable(format, "is damaged or incomplete");
            }

            using (pixels)
            {
                return ToUprightGray(pixels, image);
            }
        }
    }

    private static GrayImage ToUprightGray(PixelBuffer pixels, ICodecImage image)
    {
        bool swaps = ExifOrientation.SwapsSides(image.Orientation);
        GrayImage gray = new(swaps ? pixels.Height : pixels.Width, swaps ? pixels.Width : pixels.Height)
        {
            SourceWidth = swaps ? image.Height : image.Width,
            SourceHeight = swaps ? image.Width : image.Height,
        };

        if (image.Orientation == ExifOrientation.Upright)
        {
            LuminanceFlattener.Flatten(pixels, gray.Pixels);
            return gray;
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(gray.Pixels.Length);
        try
        {
            Span<byte> stored = rented.AsSpan(0, gray.Pixels.Length);
            LuminanceFlattener.Flatten(pixels, stored);
            ExifOrientation.Copy(stored, pixels.Width, pixels.Height, image.Orientation, gray.Pixels);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return gray;
    }

    private static RecognitionError Unreadable(ImageFormat format, string reason)
    {
        string name = format == ImageFormat.Webp ? "WebP" : format.ToString().ToUpperInvariant();
        return new(RecognitionErrorCode.UnreadableImage, $"The image begins like a {name}, but {reason}.");
    }

    private RecognitionError TooLarge(ICodecImage image)
    {
        bool swaps = ExifOrientation.SwapsSides(image.Orientation);
        (int width, int height) = swaps ? (image.Height, image.Width) : (image.Width, image.Height);
        string limit = Math.Max(width, height) > MaxSide
            ? string.Create(CultureInfo.InvariantCulture, $"{MaxSide} on a side")
            : _maxPixels >= 1_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{_maxPixels / 1e6:0.##} megapixels")
            : string.Create(CultureInfo.InvariantCulture, $"{_maxPixels} pixels");
        return new(
            RecognitionErrorCode.ImageTooLarge,
            string.Create(CultureInfo.InvariantCulture, $"The image is {width}x{height} pixels; at most {limit} are read."));
    }
}

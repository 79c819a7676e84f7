using System.Globalization;
using Digits.Core.Recognition;

namespace Digits.Core.Imaging;

/// <summary>A picture whose header is sound: it can be decoded small, to look for the ink, and again larger where the ink is small.</summary>
/// <remarks>Used by one thread at a time. The file's bytes must not change before it is disposed.</remarks>
/// <param name="image">The picture.</param>
/// <param name="format">Its format.</param>
/// <param name="maxPixels">The most pixels that are decoded.</param>
/// <param name="nanoseconds">What one decode takes, by <see cref="PictureWork"/>.</param>
/// <param name="decodes">How often it was decoded before it was opened.</param>
internal sealed class OpenedPicture(ICodecImage image, ImageFormat format, long maxPixels, long nanoseconds, int decodes) : IDisposable
{
    /// <summary>
    /// The longest side in pixels that is decoded at all, which is JPEG's own limit. Codecs work row by row, and a picture of few rows or
    /// columns and millions of the other takes minutes.
    /// </summary>
    private const int MaxSide = 65_535;

    private int _decodes = decodes;
    private int _lastDecodes = 1;

    /// <summary>The longest side in pixels of the picture in the file.</summary>
    public int LongestSide => Math.Max(image.Width, image.Height);

    /// <summary>True until the picture has taken so much work that another decode like the last would be too much.</summary>
    public bool AffordsAnother => IsAffordable(_lastDecodes);

    /// <summary>Decodes the first frame, upright, in grey.</summary>
    /// <param name="longestSide">The longest side in pixels to which a larger picture is reduced: 256, or a 256th of its own, at least.</param>
    /// <returns>
    /// The picture, to be disposed; or <see cref="RecognitionErrorCode.UnreadableImage"/> or
    /// <see cref="RecognitionErrorCode.ImageTooLarge"/>.
    /// </returns>
    public Outcome<GrayImage> Decode(int longestSide)
    {
        if (IsTooLarge(longestSide))
        {
            return TooLarge();
        }

        int before = _decodes++;
        using var brightness = new BrightnessRows(longestSide);
        if (!image.TryRead(longestSide, brightness) || !brightness.TryFinish(out GrayImage? stored))
        {
            return Damaged(format);
        }

        // Only a picture without contrast pays for a second look.
        bool hidesInk = brightness.MayHideInk && BandPlanes.Range(stored.Pixels) < LuminanceFlattener.LeastContrast && IsAffordable(1);
        if (hidesInk && !TryFindHiddenInk(longestSide, stored))
        {
            stored.Dispose();
            return Damaged(format);
        }

        _lastDecodes = _decodes - before;
        GrayImage upright = ToUpright(stored);
        upright.MayHideInk = brightness.HasColours && !hidesInk;
        return upright;
    }

    /// <summary>Decodes the first frame, upright, for ink that differs in hue alone: its <see cref="HuePlane"/>, and its luminance.</summary>
    /// <param name="longestSide">As for <see cref="Decode"/>.</param>
    /// <returns>Two pictures of one size, to be disposed; or null where the picture has no colours, or is damaged or too large.</returns>
    public HuePicture? DecodeHue(int longestSide)
    {
        if (IsTooLarge(longestSide))
        {
            return null;
        }

        _decodes++;
        _lastDecodes = 1;
        using var bands = new BandRows(longestSide);
        if (!image.TryRead(longestSide, bands) || !bands.TryFinish(out PixelBuffer? pixels))
        {
            return null;
        }

        using (pixels)
        {
            if (pixels.Bands < 3)
            {
                return null;
            }

            var hue = new GrayImage(pixels.Width, pixels.Height);
            var luminance = new GrayImage(pixels.Width, pixels.Height);
            HuePlane.Fill(pixels, hue.Pixels);
            LuminanceFlattener.FillLuminance(pixels.Bytes, pixels.Bands, luminance.Pixels);
            return new HuePicture(ToUpright(hue), ToUpright(luminance));
        }
    }

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

    public void Dispose() => image.Dispose();

    private bool IsAffordable(int more) => (_decodes + more) * nanoseconds <= PictureWork.MostNanoseconds;

    private bool IsTooLarge(int longestSide) => LongestSide > MaxSide || PixelsToDecode(longestSide) > maxPixels;

    /// <summary>What is left of the picture where the codec shrinks it on the way: the limit bounds what is decoded.</summary>
    private long PixelsToDecode(int longestSide)
    {
        int shrink = image.Shrink(longestSide);
        return (long)((image.Width + shrink - 1) / shrink) * ((image.Height + shrink - 1) / shrink);
    }

    private bool TryFindHiddenInk(int longestSide, GrayImage stored)
    {
        _decodes++;
        using var bands = new BandRows(longestSide);
        if (!image.TryRead(longestSide, bands) || !bands.TryFinish(out PixelBuffer? pixels))
        {
            return false;
        }

        using (pixels)
        {
            LuminanceFlattener.Flatten(pixels, stored.Pixels);
            return true;
        }
    }

    /// <summary>Takes over what is stored.</summary>
    private GrayImage ToUpright(GrayImage stored)
    {
        if (image.Orientation == ExifOrientation.Upright)
        {
            (stored.SourceWidth, stored.SourceHeight) = (image.Width, image.Height);
            return stored;
        }

        using (stored)
        {
            bool swaps = ExifOrientation.SwapsSides(image.Orientation);
            GrayImage upright = new(swaps ? stored.Height : stored.Width, swaps ? stored.Width : stored.Height)
            {
                SourceWidth = swaps ? image.Height : image.Width,
                SourceHeight = swaps ? image.Width : image.Height,
            };
            ExifOrientation.Copy(stored.Pixels, stored.Width, stored.Height, image.Orientation, upright.Pixels);
            return upright;
        }
    }

    private RecognitionError TooLarge()
    {
        bool swaps = ExifOrientation.SwapsSides(image.Orientation);
        (int width, int height) = swaps ? (image.Height, image.Width) : (image.Width, image.Height);
        string limit = LongestSide > MaxSide
            ? string.Create(CultureInfo.InvariantCulture, $"{MaxSide} on a side")
            : maxPixels >= 1_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{maxPixels / 1e6:0.##} megapixels")
            : string.Create(CultureInfo.InvariantCulture, $"{maxPixels} pixels");
        return new(
            RecognitionErrorCode.ImageTooLarge,
            string.Create(CultureInfo.InvariantCulture, $"The image is {width}x{height} pixels; at most {limit} are read."));
    }
}

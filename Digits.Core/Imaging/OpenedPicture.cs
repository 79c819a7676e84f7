using Digits.Core.Diagnostics;
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

    /// <summary>
    /// Planes of a byte a pixel of what was decoded that are held while it is looked at: itself, itself upright, its ink, and two to measure
    /// that by. Colours of four bytes, where ink may be hidden in them, are gone by then.
    /// </summary>
    private const int Planes = 5;

    /// <summary>
    /// The same of a plane of hue and its luminance: their ink and two to measure that by, or before that colours of four bytes, the shares of
    /// two of them in single precision, and one of the planes upright.
    /// </summary>
    private const int HuePlanes = 15;

    private const int MostBytesPerPixel = 4;

    private int _decodes = decodes;
    private int _lastDecodes = 1;

    /// <summary>The longest side in pixels of the picture in the file.</summary>
    public int LongestSide => Math.Max(image.Width, image.Height);

    /// <summary>True until the picture has taken so much work that another decode like the last would be too much.</summary>
    public bool AffordsAnother => IsAffordable(_lastDecodes);

    /// <summary>How many bytes are held while the picture is decoded and looked at, estimated from above; 0 of one that is refused.</summary>
    /// <param name="longestSide">As given to <see cref="Decode"/>.</param>
    public long Bytes(int longestSide) => Bytes(longestSide, Planes);

    /// <summary>The same of <see cref="DecodeHue"/>.</summary>
    /// <param name="longestSide">As given to <see cref="DecodeHue"/>.</param>
    public long HueBytes(int longestSide) => Bytes(longestSide, HuePlanes);

    /// <summary>Decodes the first frame, upright, in grey.</summary>
    /// <param name="longestSide">The longest side in pixels to which a larger picture is reduced: 256, or a 256th of its own, at least.</param>
    /// <param name="stop">Ends the decode between two rows.</param>
    /// <returns>
    /// The picture, to be disposed; or <see cref="RecognitionErrorCode.UnreadableImage"/> or
    /// <see cref="RecognitionErrorCode.ImageTooLarge"/>.
    /// </returns>
    /// <exception cref="OperationCanceledException">The decode was ended.</exception>
    public Outcome<GrayImage> Decode(int longestSide, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        using StageTimer timer = StageTimer.Start(Stage.Decode);
        if (IsTooLarge(longestSide))
        {
            return TooLarge();
        }

        int before = _decodes++;
        using var brightness = new BrightnessRows(longestSide, stop);
        if (!image.TryRead(longestSide, brightness) || !brightness.TryFinish(out GrayImage? stored))
        {
            return PictureErrors.Damaged(format);
        }

        // Only a picture without contrast pays for a second look.
        bool hidesInk = brightness.MayHideInk && BandPlanes.Range(stored.Pixels) < LuminanceFlattener.LeastContrast && IsAffordable(1);
        if (hidesInk && !TryFindHiddenInk(longestSide, stored, stop))
        {
            return PictureErrors.Damaged(format);
        }

        _lastDecodes = _decodes - before;
        GrayImage upright = ToUpright(stored);
        upright.MayHideInk = brightness.HasColours && !hidesInk;
        return upright;
    }

    /// <summary>Decodes the first frame, upright, for ink that differs in hue alone: its <see cref="HuePlane"/>, and its luminance.</summary>
    /// <param name="longestSide">As for <see cref="Decode"/>.</param>
    /// <param name="stop">Ends the decode between two rows.</param>
    /// <returns>Two pictures of one size, to be disposed; or null where the picture has no colours, or is damaged or too large.</returns>
    /// <exception cref="OperationCanceledException">The decode was ended.</exception>
    public HuePicture? DecodeHue(int longestSide, CancellationToken stop)
    {
        using StageTimer timer = StageTimer.Start(Stage.Decode);
        if (IsTooLarge(longestSide))
        {
            return null;
        }

        _decodes++;
        _lastDecodes = 1;
        using var bands = new BandRows(longestSide, stop);
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

    public void Dispose() => image.Dispose();

    private (int Width, int Height) UprightSize =>
        ExifOrientation.SwapsSides(image.Orientation) ? (image.Height, image.Width) : (image.Width, image.Height);

    private bool IsTooLarge(int longestSide) => LongestSide > MaxSide || PixelsToDecode(longestSide) > maxPixels;

    private long Bytes(int longestSide, int planes)
    {
        if (IsTooLarge(longestSide))
        {
            return 0;
        }

        int factor = BlockMeans.Factor(LongestSide, longestSide);
        // Rows are reduced a block at a time.
        long rows = (factor > 1 ? (long)image.Width * factor : 0) + (MostBytesPerPixel * (long)image.Width);
        return image.Bytes(longestSide) + rows + (planes * (long)((image.Width + factor - 1) / factor) * ((image.Height + factor - 1) / factor));
    }

    private bool IsAffordable(int more) => (_decodes + more) * nanoseconds <= PictureWork.MostNanoseconds;

    /// <summary>What is left of the picture where the codec shrinks it on the way: the limit bounds what is decoded.</summary>
    private long PixelsToDecode(int longestSide)
    {
        int shrink = image.Shrink(longestSide);
        return (long)((image.Width + shrink - 1) / shrink) * ((image.Height + shrink - 1) / shrink);
    }

    /// <summary>Fills the picture anew; disposes of it where that fails.</summary>
    private bool TryFindHiddenInk(int longestSide, GrayImage stored, CancellationToken stop)
    {
        _decodes++;
        bool found = false;
        using var bands = new BandRows(longestSide, stop);
        try
        {
            if (image.TryRead(longestSide, bands) && bands.TryFinish(out PixelBuffer? pixels))
            {
                using (pixels)
                {
                    LuminanceFlattener.Flatten(pixels, stored.Pixels);
                }

                found = true;
            }
        }
        finally
        {
            if (!found)
            {
                stored.Dispose();
            }
        }

        return found;
    }

    /// <summary>Takes over what is stored.</summary>
    private GrayImage ToUpright(GrayImage stored)
    {
        (stored.SourceWidth, stored.SourceHeight) = UprightSize;
        return ExifOrientation.ToUpright(stored, image.Orientation);
    }

    private RecognitionError TooLarge()
    {
        (int width, int height) = UprightSize;
        return PictureErrors.TooLarge(width, height, LongestSide > MaxSide ? $"{MaxSide} on a side" : PictureErrors.Limit(maxPixels));
    }
}

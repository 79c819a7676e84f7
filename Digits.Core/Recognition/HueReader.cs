using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Core.Preprocessing.Isolation;

namespace Digits.Core.Recognition;

/// <summary>Reads ink that differs from its paper in hue alone, under whatever light: in the plane of hue it is read as brightness is.</summary>
/// <remarks>Asked where brightness shows no strokes; ink of another hue under even light was found by then. Thread-safe.</remarks>
internal static class HueReader
{
    /// <summary>True where brightness shows no digit, or one so faint that its hue may show it better.</summary>
    /// <param name="shown">What brightness shows, if anything.</param>
    public static bool IsWanted(IsolatedDigit? shown) =>
        shown is not { Suspicion: Suspicion.None } || shown.Depth <= HiddenInk.MostContrast * byte.MaxValue;

    /// <summary>Reads the hidden ink of a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="gray">The same, decoded to brightness.</param>
    /// <param name="shown">What brightness shows, if anything.</param>
    /// <param name="memory">What decodings may hold.</param>
    /// <param name="cancellationToken">Ends the wait for memory, or the decode.</param>
    /// <returns>The network's input, to be disposed; or null where nothing is hidden, or brightness shows something else.</returns>
    public static async ValueTask<ReadInput?> ReadAsync(
        OpenedPicture picture, GrayImage gray, IsolatedDigit? shown, DecodeMemory memory, CancellationToken cancellationToken)
    {
        // Looked at in the survey's size first, because most pictures hide nothing.
        int side = Survey.MaxSide;
        for (bool isCloser = false; ; isCloser = true)
        {
            using DecodeShare share = await memory.TakeAsync(picture.HueBytes(side), cancellationToken);
            using HuePicture? ink = picture.DecodeHue(side, cancellationToken);
            if (ink is null || !HiddenInk.HasContrast(ink.Hue) || !DigitPreprocessor.Prepare(ink.Hue).TryGetValue(out PreparedDigit? digit, out _))
            {
                return null;
            }

            double scale = (double)ink.Hue.Width / gray.Width;
            if (!HiddenInk.IsHidden(ink, digit.Crop) || (shown is { AreStrokes: true } && !HiddenInk.Covers(digit.Crop, shown.Crop, scale)))
            {
                digit.Dispose();
                return null;
            }

            int decoded = Math.Max(ink.Hue.Width, ink.Hue.Height);
            if (isCloser
                || digit.Crop.LongestSide >= DecodeSizes.LeastDigitSide
                || decoded >= Math.Min(picture.LongestSide, ImageDecoder.MaxLongestSide)
                || !picture.AffordsAnother)
            {
                return Read(digit, ink.Hue);
            }

            side = DecodeSizes.SecondSide(picture.LongestSide, decoded, digit.Crop.LongestSide);
            digit.Dispose();
        }
    }

    private static ReadInput Read(PreparedDigit digit, GrayImage hue) =>
        new(digit.Tensor, digit.Inverted, DecodeSizes.CropInFile(digit.Crop, hue), hue.SourceWidth, hue.SourceHeight)
        {
            Reading = Reading.Hue,

            // What reaches from side to side is a line of the paper.
            Suspicion = digit.Crop.Spans(hue) ? Suspicion.NoDigit : digit.Suspicion,
        };
}

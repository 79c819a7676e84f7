using Digits.Core.Diagnostics;
using Digits.Core.Imaging;
using Digits.Core.Recognition;

namespace Digits.Core.Preprocessing;

/// <summary>
/// Brings a picture to MNIST's convention: paper and ink told apart, the ink's box cropped, its longest side scaled to 20 pixels with
/// antialiasing, and placed in 28 by 28 by its centre of mass
/// (LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document recognition", 1998, section III.A).
/// </summary>
/// <remarks>
/// Thread-safe and without state. The networks are trained on what it makes of pictures (the command `digits tensors`), and golden tensors
/// hold it to that: after a change on purpose, train anew.
/// </remarks>
internal static class DigitPreprocessor
{
    /// <summary>How strong a pixel of 255 must be to count for the ink's box. Small pictures are mostly edge, so there edges count.</summary>
    private const int SmallEdge = 38;
    private const int Edge = 64;
    private const int SmallCrop = 56;

    /// <summary>The refusal of a picture without ink.</summary>
    public static RecognitionError Blank { get; } =
        new(RecognitionErrorCode.BlankImage, "The image holds no ink: nothing in it stands out from its background.");

    /// <summary>Prepares one picture.</summary>
    /// <returns>The network's input, to be disposed, or <see cref="RecognitionErrorCode.BlankImage"/>.</returns>
    public static Outcome<PreparedDigit> Prepare(GrayImage picture)
    {
        using StageTimer timer = StageTimer.Start(Stage.Prepare);
        using Survey survey = Survey.Of(picture);
        GrayImage small = survey.Image;
        if (!PaperFinder.TryFind(small, out Paper? paper, out double inkDepth))
        {
            return Blank;
        }

        using var smallDepth = new GrayImage(small.Width, small.Height);
        paper.MeasureDepth(small, new PixelBox(0, 0, small.Width, small.Height), 1, smallDepth);
        if (InkParts.Find(smallDepth, inkDepth / 4) is not { } parts)
        {
            return Blank;
        }

        PixelBox search = Enlarge(parts.Box, survey.Factor, picture);
        using var ink = new GrayImage(search.Width, search.Height);
        paper.MeasureDepth(picture, search, survey.Factor, ink);
        Erase(ink, search, parts.Dropped, survey.Factor);
        if (!InkStrength.TryNormalise(ink, inkDepth) || FindBox(ink) is not { } box)
        {
            return Blank;
        }

        var crop = new PixelBox(search.Left + box.Left, search.Top + box.Top, search.Left + box.Right, search.Top + box.Bottom);
        DigitTensor tensor = DigitPlacer.Place(ink, box);
        return new PreparedDigit(tensor, paper.DarkInk, crop)
        {
            Suspicion = InkShape.IsBlot(tensor) ? Suspicion.NoDigit : InkSuspicions.Of(small, smallDepth, inkDepth / 4, paper, parts),
        };
    }

    /// <summary>The survey's box in the picture's pixels, with one pixel of the survey as margin.</summary>
    private static PixelBox Enlarge(PixelBox box, int factor, GrayImage picture) => new(
        Math.Max(box.Left - 1, 0) * factor,
        Math.Max(box.Top - 1, 0) * factor,
        Math.Min((box.Right + 1) * factor, picture.Width),
        Math.Min((box.Bottom + 1) * factor, picture.Height));

    private static void Erase(GrayImage ink, PixelBox search, List<InkRun> runs, int factor)
    {
        foreach (InkRun run in runs)
        {
            int left = Math.Max((run.Left * factor) - search.Left, 0);
            int right = Math.Min((run.Right * factor) - search.Left, ink.Width);
            int bottom = Math.Min(((run.Row + 1) * factor) - search.Top, ink.Height);
            for (int y = Math.Max((run.Row * factor) - search.Top, 0); y < bottom && left < right; y++)
            {
                ink.Row(y)[left..right].Clear();
            }
        }
    }

    internal static PixelBox? FindBox(GrayImage ink)
    {
        int edge = Math.Max(ink.Width, ink.Height) <= SmallCrop ? SmallEdge : Edge;
        (int left, int right, int top, int bottom) = (ink.Width, 0, ink.Height, 0);
        for (int y = 0; y < ink.Height; y++)
        {
            ReadOnlySpan<byte> row = ink.Row(y);
            int first = row.IndexOfAnyInRange((byte)edge, byte.MaxValue);
            if (first >= 0)
            {
                left = Math.Min(left, first);
                right = Math.Max(right, row.LastIndexOfAnyInRange((byte)edge, byte.MaxValue) + 1);
                top = Math.Min(top, y);
                bottom = y + 1;
            }
        }

        return right > left ? new PixelBox(left, top, right, bottom) : null;
    }
}

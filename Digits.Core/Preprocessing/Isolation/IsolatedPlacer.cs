using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing.Isolation;

/// <summary>Brings the parts that were chosen to the network's input, and looks for what speaks against them.</summary>
internal static class IsolatedPlacer
{
    /// <summary>What takes more than this share of a picture's side was cut out along its ink.</summary>
    private const double MarginShare = 0.85;

    /// <summary>A pen's stroke crosses a row of its picture once, digits up to three times, patterns over and over.</summary>
    private const int RunsPerRow = 2;

    /// <summary>The digit's full depth: what a fifth of its ink lies deeper than.</summary>
    private const double FullShare = 0.8;

    /// <summary>Places the digit as in a plain reading.</summary>
    /// <param name="depth">The depth of the strokes.</param>
    /// <param name="parts">What was chosen of them.</param>
    /// <param name="darkInk">True when the ink is darker than what surrounds it.</param>
    /// <param name="lines">The lines that were taken away.</param>
    /// <returns>The digit, to be disposed; or null where too little ink is left.</returns>
    public static IsolatedDigit? Place(GrayImage depth, DigitParts parts, bool darkInk, ErasedLines lines)
    {
        var around = new PixelBox(
            Math.Max(parts.Box.Left - 1, 0),
            Math.Max(parts.Box.Top - 1, 0),
            Math.Min(parts.Box.Right + 1, depth.Width),
            Math.Min(parts.Box.Bottom + 1, depth.Height));
        using var ink = new GrayImage(around.Width, around.Height);
        ink.Pixels.Clear();
        foreach (InkRun run in parts.Runs)
        {
            // What is kept, and one pixel around it: the soft edge of the strokes.
            int left = Math.Max(run.Left - 1, around.Left);
            int right = Math.Min(run.Right + 1, around.Right);
            for (int y = Math.Max(run.Row - 1, around.Top); y < Math.Min(run.Row + 2, around.Bottom); y++)
            {
                depth.Row(y)[left..right].CopyTo(ink.Row(y - around.Top)[(left - around.Left)..]);
            }
        }

        int full = FullDepth(depth, parts);
        if (!InkStrength.TryNormalise(ink, full) || DigitPreprocessor.FindBox(ink) is not { } box)
        {
            return null;
        }

        var crop = new PixelBox(around.Left + box.Left, around.Top + box.Top, around.Left + box.Right, around.Top + box.Bottom);
        DigitTensor tensor = DigitPlacer.Place(ink, box);
        return new IsolatedDigit(tensor, darkInk, crop, lines.Count, parts.HadFrame)
        {
            Suspicion = parts.AreSteps
                || InkShape.IsBlot(tensor)
                || InkShape.AreSideBySide(parts.Kept, parts.Box)
                || IsRestOf(lines, crop)
                || IsAcross(depth, crop)
                || IsTexture(crop, depth, parts)
                ? Suspicion.NoDigit
                : Suspicion.None,
            Depth = full,
            AreStrokes = !parts.AreSteps,
            ClosedShare = parts.ClosedShare,
            Thickness = PenWidths.ThicknessOf(ink),
        };
    }

    /// <summary>True for a bar as wide as the lines that were erased: more likely what is left of one than a digit.</summary>
    private static bool IsRestOf(ErasedLines lines, PixelBox crop) =>
        lines.Count > 0 && Math.Min(crop.Width, crop.Height) <= lines.Width + 2 && crop.IsBar;

    /// <summary>True for a bar from one side of the picture to the other, with paper on both sides: a line, a stripe, the edge of something.</summary>
    private static bool IsAcross(GrayImage depth, PixelBox crop) =>
        (crop.Height == depth.Height && 2 * crop.Width < crop.Height && crop.Width < MarginShare * depth.Width)
        || (crop.Width == depth.Width && 2 * crop.Height < crop.Width && crop.Height < MarginShare * depth.Height);

    /// <summary>True for many pieces of ink that fill a narrow picture: a pattern, which looks like a thick stroke once it is small.</summary>
    private static bool IsTexture(PixelBox crop, GrayImage depth, DigitParts parts) =>
        crop.Height >= MarginShare * depth.Height
        && 2 * crop.Width < crop.Height
        && parts.Runs.Count > RunsPerRow * crop.Height;

    /// <summary>The depth, 0 to 255, at most as deep as which four fifths of the chosen ink lie.</summary>
    public static int FullDepth(GrayImage depth, DigitParts parts)
    {
        Histogram levels = default;
        foreach (InkRun run in parts.Runs)
        {
            foreach (byte value in depth.Row(run.Row)[run.Left..run.Right])
            {
                levels[value]++;
            }
        }

        return levels.Percentile(FullShare);
    }
}

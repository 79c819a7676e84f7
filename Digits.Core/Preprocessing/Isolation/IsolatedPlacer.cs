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

    /// <summary>What is left of a line is by so many pixels wider than the line, and deeper by this factor at most.</summary>
    private const int Spread = 2;

    private const double SameDepth = 2;

    /// <summary>What lies within this part (an eighth) of the picture's width from its side is along it.</summary>
    private const int SidesPerWidth = 8;

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
        double thickness = PenWidths.ThicknessOf(ink);
        return new IsolatedDigit(tensor, darkInk, crop, lines.Count, parts.HadFrame)
        {
            Suspicion = parts.AreSteps
                || InkShape.IsBlot(tensor)
                || InkShape.AreSideBySide(parts.Kept, parts.Box)
                || (lines.Count > 0 && crop.IsBar && IsRestOf(lines, crop, depth, thickness, full))
                || IsAcross(depth, crop)
                || IsTexture(crop, depth, parts)
                ? Suspicion.NoDigit
                : Suspicion.None,
            Depth = full,
            AreStrokes = !parts.AreSteps,
            ClosedShare = parts.ClosedShare,
            Thickness = thickness,
        };
    }

    /// <summary>
    /// True for a bar as wide as the lines that were erased, or as thin and as faint, or along the picture's side: more likely what is left of
    /// one, or of a frame's side, than a digit.
    /// </summary>
    private static bool IsRestOf(ErasedLines lines, PixelBox crop, GrayImage depth, double thickness, int full) =>
        Math.Min(crop.Width, crop.Height) <= lines.Width + Spread
        || (thickness <= lines.Width + Spread && full <= SameDepth * lines.Depth)
        || (2 * crop.Height >= depth.Height && SidesPerWidth * Math.Min(crop.Right, depth.Width - crop.Left) <= depth.Width);

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

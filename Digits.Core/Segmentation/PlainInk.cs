using Digits.Core.Imaging;
using Digits.Core.Preprocessing;

namespace Digits.Core.Segmentation;

/// <summary>
/// The ink of a line on a canvas, a scan or evenly lit paper, found as a single digit's is: on a survey first, of which the paper, the depth of
/// the ink and the height of the line are taken, then at the size at which the line is cut.
/// </summary>
internal static class PlainInk
{
    /// <summary>The survey's longest side: rows are wide, and their strokes thin.</summary>
    private const int SurveySide = 320;

    /// <summary>The most runs of ink in a survey of writing; half of its pixels would be a checkerboard's.</summary>
    private const int MostRuns = 12_000;

    /// <summary>Finds the ink; null where there is none.</summary>
    /// <param name="picture">The decoded picture.</param>
    /// <param name="height">How high its line is, in the picture's pixels; 0 where there is none.</param>
    public static NumberInk? Find(GrayImage picture, out double height)
    {
        height = 0;
        using Survey survey = Survey.Of(picture, SurveySide);
        GrayImage small = survey.Image;
        if (!PaperFinder.TryFind(small, out Paper? paper, out double inkDepth))
        {
            return null;
        }

        using var depth = new GrayImage(small.Width, small.Height);
        paper.MeasureDepth(small, new PixelBox(0, 0, small.Width, small.Height), 1, depth);
        List<InkSegment> parts = LineParts.Of(InkComponents.Find(depth, inkDepth / 4, MostRuns));
        if (parts.Count == 0)
        {
            return null;
        }

        PixelBox all = parts[0].Box;
        parts.ForEach(part => all = all.Union(part.Box));
        LineParts.RemoveFrames(parts, small);
        parts.RemoveAll(LineParts.IsUprightLine(parts));
        height = DigitLine.HeightOf(parts.ConvertAll(part => part.Box)) * survey.Factor;
        PixelBox search = Enlarge(all, survey.Factor, picture);
        return Measure(picture, paper, survey.Factor, search, Math.Max(1, (int)height / NumberInk.LeastHeight), inkDepth);
    }

    /// <summary>Measures the strengths of the ink in one box of the picture, and makes them smaller by a factor.</summary>
    private static NumberInk? Measure(GrayImage picture, Paper paper, int scale, PixelBox search, int factor, double inkDepth)
    {
        var ink = new GrayImage(search.Width, search.Height);
        paper.MeasureDepth(picture, search, scale, ink);
        if (factor > 1)
        {
            using GrayImage large = ink;
            Survey reduced = Survey.Of(large, (large.LongestSide() + factor - 1) / factor);
            (ink, factor) = (reduced.Image, reduced.Factor);
        }

        if (InkStrength.TryNormalise(ink, inkDepth))
        {
            return new NumberInk(ink, search.Left, search.Top, factor, paper.DarkInk) { IsUneven = paper is UnevenPaper };
        }

        ink.Dispose();
        return null;
    }

    private static int LongestSide(this GrayImage picture) => Math.Max(picture.Width, picture.Height);

    /// <summary>The survey's box in the picture's pixels, with one pixel of the survey as margin.</summary>
    private static PixelBox Enlarge(PixelBox box, int factor, GrayImage picture) => new(
        Math.Max(box.Left - 1, 0) * factor,
        Math.Max(box.Top - 1, 0) * factor,
        Math.Min((box.Right + 1) * factor, picture.Width),
        Math.Min((box.Bottom + 1) * factor, picture.Height));
}

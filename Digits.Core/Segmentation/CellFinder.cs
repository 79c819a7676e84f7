using Digits.Core.Imaging;
using Digits.Core.Preprocessing;

namespace Digits.Core.Segmentation;

/// <summary>Finds boxes of equal width that stand side by side: as many frames, one comb around all of them, or else the whole picture.</summary>
/// <remarks>Thread-safe and without state.</remarks>
internal static class CellFinder
{
    /// <summary>The survey's longest side: a comb's lines are thin.</summary>
    private const int SurveySide = 640;

    /// <summary>Frames that stand in a row differ by less than this share in width and height.</summary>
    private const double Alike = 0.3;

    /// <summary>The share of its length on which a side of a comb is inked at least.</summary>
    private const double SideCover = 0.6;

    /// <summary>The share of the picture's width that a comb without a closed frame has at least.</summary>
    private const double CombWidth = 0.5;

    /// <summary>Finds the boxes.</summary>
    /// <param name="picture">The decoded picture.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>Each box in the picture's pixels, from left to right.</returns>
    public static List<PixelBox> Find(GrayImage picture, int count)
    {
        using Survey survey = Survey.Of(picture, SurveySide);
        GrayImage small = survey.Image;
        List<InkSegment> parts = [];
        if (PaperFinder.TryFind(small, out Paper? paper, out double inkDepth))
        {
            using var depth = new GrayImage(small.Width, small.Height);
            paper.MeasureDepth(small, new PixelBox(0, 0, small.Width, small.Height), 1, depth);
            parts = LineParts.Of(InkComponents.Find(depth, inkDepth / 4, DigitLine.MostRuns));
        }

        List<PixelBox> frames = parts.FindAll(part => IsWide(part.Box, small, count) && LineParts.IsFrame(part)).ConvertAll(part => part.Box);
        List<PixelBox> boxes = FindRow(frames, count)
            ?? Divide(FindComb(parts, frames, small, count) ?? new PixelBox(0, 0, small.Width, small.Height), count);
        return boxes.ConvertAll(box => new PixelBox(
            box.Left * survey.Factor,
            box.Top * survey.Factor,
            Math.Min(box.Right * survey.Factor, picture.Width),
            Math.Min(box.Bottom * survey.Factor, picture.Height)));
    }

    /// <summary>As many frames of one size beside each other.</summary>
    private static List<PixelBox>? FindRow(List<PixelBox> frames, int count)
    {
        if (frames.Count < count || count < 2)
        {
            return null;
        }

        int wide = Median(frames.ConvertAll(frame => frame.Width));
        int high = Median(frames.ConvertAll(frame => frame.Height));
        List<PixelBox> row = frames.FindAll(frame =>
            Math.Abs(frame.Width - wide) <= Alike * wide && Math.Abs(frame.Height - high) <= Alike * high);
        row.Sort((a, b) => a.Left.CompareTo(b.Left));
        bool isRow = row.Count == count;
        for (int i = 1; i < row.Count; i++)
        {
            isRow &= row[i].Left >= row[i - 1].Right - 1 && Math.Abs(row[i].Top - row[0].Top) < high;
        }

        return isRow ? row : null;
    }

    /// <summary>The one frame around all boxes; its sides alone where digits stick out of it.</summary>
    private static PixelBox? FindComb(List<InkSegment> parts, List<PixelBox> frames, GrayImage small, int count)
    {
        if (frames.Count > 0)
        {
            return frames.MaxBy(frame => frame.Width);
        }

        InkSegment? widest = parts.MaxBy(part => part.Box.Width);
        if (widest is null || widest.Box.Width < CombWidth * small.Width)
        {
            return null;
        }

        PixelBox box = widest.Box;
        int[] inRow = new int[box.Height];
        widest.Runs.ForEach(run => inRow[run.Row - box.Top] += run.Right - run.Left);
        int first = Array.FindIndex(inRow, ink => ink >= SideCover * box.Width);
        int last = Array.FindLastIndex(inRow, ink => ink >= SideCover * box.Width);
        int cell = box.Width / count;
        return first < 0 ? null
            : last - first >= cell / 2 ? box with { Top = box.Top + first, Bottom = box.Top + last + 1 }
            : box with { Top = Math.Max(box.Top + first - cell - (cell / 4), 0), Bottom = box.Top + last + 1 };
    }

    private static List<PixelBox> Divide(PixelBox all, int count)
    {
        var boxes = new List<PixelBox>(count);
        for (int i = 0; i < count; i++)
        {
            boxes.Add(all with { Left = all.Left + (all.Width * i / count), Right = all.Left + (all.Width * (i + 1) / count) });
        }

        return boxes;
    }

    /// <summary>A frame of one box or of all is at least half as wide as the picture lets it be.</summary>
    private static bool IsWide(PixelBox box, GrayImage small, int count) => box.Width >= small.Width / (3.0 * count) && box.Height >= 8;

    private static int Median(List<int> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}

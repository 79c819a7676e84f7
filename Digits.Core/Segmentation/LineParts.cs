using Digits.Core.Imaging;
using Digits.Core.Preprocessing;

namespace Digits.Core.Segmentation;

/// <summary>Measures the parts of a line's ink, and tells frames from digits.</summary>
internal static class LineParts
{
    /// <summary>The share of runs of ink that are no longer than the pen is wide; longer ones go along a stroke.</summary>
    private const double PenShare = 0.4;

    /// <summary>A frame's sides lie within this share of its box's shorter side from the box's sides, and cover as much of them.</summary>
    private const double FrameBand = 0.07;

    private const double FrameCover = 0.85;

    /// <summary>The share of its box that a frame's ink takes at most.</summary>
    private const double FrameFill = 0.45;

    /// <summary>Frames around a digit are longer than this, in pixels of the plane.</summary>
    private const int LeastFrame = 20;

    /// <summary>The share of the width that a line of the paper crosses.</summary>
    private const double LongShare = 0.8;

    /// <summary>A bar is so many times as long as it is thick.</summary>
    private const int BarAspect = 12;

    /// <summary>A bar so many times as high as any digit beside it is a line.</summary>
    private const double OverDigits = 1.5;

    /// <summary>Lines whose digits jump lean less than this, in pixels a pixel.</summary>
    private const double MostSlope = 0.18;

    /// <summary>A line through fewer digits than this says more of their heights than of its slope.</summary>
    private const int LeastForSlope = 4;

    /// <summary>The parts that hang together, each with its runs.</summary>
    public static List<InkSegment> Of(InkComponents components)
    {
        var parts = new List<InkSegment>();
        int[] partOfRun = new int[components.Runs.Count];
        for (int i = 0; i < partOfRun.Length; i++)
        {
            int root = components.Root(i);
            if (root == i)
            {
                partOfRun[i] = parts.Count;
                parts.Add(new InkSegment([], components.Part(i).Box, components.Part(i).Mass));
            }

            partOfRun[i] = partOfRun[root];
            parts[partOfRun[i]].Runs.Add(components.Runs[i]);
        }

        return parts;
    }

    /// <summary>The width of the pen, by the lengths of runs.</summary>
    public static double PenOf(InkComponents components)
    {
        Histogram lengths = default;
        foreach (InkRun run in components.Runs)
        {
            lengths[Math.Min(run.Right - run.Left, Histogram.Levels - 1)]++;
        }

        return Math.Max(lengths.Percentile(PenShare), 1);
    }

    /// <summary>Removes frames, and level bars from one side of the picture to the other.</summary>
    /// <returns>How many were removed.</returns>
    public static int RemoveFrames(List<InkSegment> parts, GrayImage plane) => parts.RemoveAll(part =>
        (part.Box.LongestSide > LeastFrame && IsFrame(part))
        || (part.Box.Left == 0 && part.Box.Right == plane.Width && BarAspect * part.Box.Height < part.Box.Width));

    /// <summary>True for an upright bar much higher than the rest: a margin line, on which a digit may hang. What is no higher may be a one.</summary>
    public static Predicate<InkSegment> IsUprightLine(List<InkSegment> parts)
    {
        int highest = 0;
        foreach (InkSegment part in parts)
        {
            highest = IsUprightBar(part.Box) ? highest : Math.Max(highest, part.Box.Height);
        }

        return part => IsUprightBar(part.Box) && highest > 0 && part.Box.Height > OverDigits * highest;
    }

    private static bool IsUprightBar(PixelBox box) => BarAspect * box.Width < box.Height;

    /// <summary>The line through the middles of digits: the median of the slopes between any two (Theil, 1950; Sen, 1968).</summary>
    public static (double Slope, double At0) MiddleOf(List<InkSegment> tall)
    {
        double slope = tall.Count < LeastForSlope ? 0 : Median(Slopes(tall));
        slope = Math.Clamp(slope, -MostSlope, MostSlope);
        return (slope, Median(tall.ConvertAll(part => part.CentreY - (slope * part.CentreX))));
    }

    /// <summary>True where ink lies along all four sides of its box and leaves the inside empty; an ellipse covers three fifths of each.</summary>
    public static bool IsFrame(InkSegment part)
    {
        PixelBox box = part.Box;
        if (part.Mass > FrameFill * byte.MaxValue * box.Width * box.Height)
        {
            // A stroke as straight as a ruler, which is a one.
            return false;
        }

        int band = Math.Max(2, (int)(FrameBand * Math.Min(box.Width, box.Height)));
        bool[] top = new bool[box.Width];
        bool[] bottom = new bool[box.Width];
        bool[] left = new bool[box.Height];
        bool[] right = new bool[box.Height];
        foreach (InkRun run in part.Runs)
        {
            int from = run.Left - box.Left;
            int to = run.Right - box.Left;
            if (run.Row < box.Top + band)
            {
                top.AsSpan(from, to - from).Fill(true);
            }

            if (run.Row >= box.Bottom - band)
            {
                bottom.AsSpan(from, to - from).Fill(true);
            }

            left[run.Row - box.Top] |= from < band;
            right[run.Row - box.Top] |= to > box.Width - band;
        }

        return Covers(top) && Covers(bottom) && Covers(left) && Covers(right);
    }

    private static bool Covers(bool[] side) => side.AsSpan().Count(true) >= FrameCover * side.Length;

    /// <summary>True for ink nearly as wide as a plane: with digits beside it, a line of the paper or a bar under them.</summary>
    public static bool IsLong(PixelBox box, GrayImage plane) => box.Width > LongShare * plane.Width && box.Width > 3 * box.Height;

    private static List<double> Slopes(List<InkSegment> tall)
    {
        var slopes = new List<double>();
        for (int i = 0; i < tall.Count; i++)
        {
            for (int j = i + 1; j < tall.Count; j++)
            {
                double way = tall[j].CentreX - tall[i].CentreX;
                if (Math.Abs(way) >= 1)
                {
                    slopes.Add((tall[j].CentreY - tall[i].CentreY) / way);
                }
            }
        }

        return slopes;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values.Count == 0 ? 0 : values[values.Count / 2];
    }
}

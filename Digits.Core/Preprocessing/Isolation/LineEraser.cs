using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing.Isolation;

/// <summary>
/// Takes straight lines out of a plane of ink and leaves what lies across them: along a line, only ink no wider than the line itself is
/// erased. Where a stroke crosses, the ink is wider, and stays, so that the stroke is not cut.
/// </summary>
internal static class LineEraser
{
    /// <summary>A line's ink is no wider than this part (an eighth) of the picture's longest side.</summary>
    private const int WidthsPerSide = 8;

    private const int LeastWidth = 4;

    /// <summary>How far beside its ideal course a line may run, in pixels: paper bends.</summary>
    private const int Wavering = 2;

    private const double Usually = 0.25;

    /// <summary>What is by this factor deeper than the rest of a line is a stroke along it.</summary>
    private const double OverLine = 1.5;

    /// <summary>One or two lines may be the digit's own, where it was cut out along its ink; more are none of it.</summary>
    private const int FewLines = 2;

    /// <summary>What lies within this part (a fifth) of the picture's width or height from its side is near it.</summary>
    private const int SideShare = 5;

    /// <summary>Lines are of another pen than the digit where they differ by this factor in depth or in width.</summary>
    private const double OtherDepth = 1.25;

    private const double OtherWidth = 1.6;

    /// <summary>Erases every line that crosses the picture, or that reaches from its side to such a one.</summary>
    /// <param name="depth">Depths; 0 is paper.</param>
    /// <returns>What was erased; nothing where it would be the digit's own strokes.</returns>
    public static ErasedLines Erase(GrayImage depth)
    {
        if (Math.Min(depth.Width, depth.Height) < LineFinder.LeastWay)
        {
            return default;
        }

        int width = Math.Max(LeastWidth, Math.Max(depth.Width, depth.Height) / WidthsPerSide);
        using GrayImage narrow = ThinInk.Narrow(depth, width);
        using GrayImage low = ThinInk.Low(depth, width);
        List<StraightLine> upright = LineFinder.FindUpright(narrow, 0, depth.Height);
        List<StraightLine> level = LineFinder.FindLevel(low, 0, depth.Width);
        if (upright.Count + level.Count == 0)
        {
            return default;
        }

        if (upright.Count == 0 && Between(level, depth.Height, width) is (int top, int bottom))
        {
            upright = LineFinder.FindUpright(narrow, top, bottom);
            upright.RemoveAll(line => !IsNearSide(line.Middle, depth.Width));
        }
        else if (level.Count == 0 && Between(upright, depth.Width, width) is (int left, int right))
        {
            level = LineFinder.FindLevel(low, left, right);
            level.RemoveAll(line => !IsNearSide(line.Middle, depth.Height));
        }

        RemoveDoubles(upright, depth, width);

        // Both kinds are looked for before either is erased: where they cross, each would end the other.
        using GrayImage turned = Transpose(depth);
        using var rest = new GrayImage(depth.Width, depth.Height);
        depth.Pixels.CopyTo(rest.Pixels);
        var pen = new PenWidths();
        RemoveDoubles(level, turned, width);
        upright.ForEach(line => Erase(rest, depth, line, width, pen));
        using GrayImage restTurned = Transpose(rest);
        level.ForEach(line => Erase(restTurned, turned, line, width, pen));
        if (upright.Count + level.Count <= FewLines && !pen.DiffersFrom(restTurned, OtherDepth, OtherWidth))
        {
            return default;
        }

        using GrayImage back = Transpose(restTurned);
        back.Pixels.CopyTo(depth.Pixels);
        return new ErasedLines(upright.Count + level.Count, pen.Width, pen.Depth);
    }

    /// <summary>
    /// What lies between lines near the picture's sides: there, a frame's other sides end at these. Null where there are none. No digit's
    /// strokes are straight near both.
    /// </summary>
    private static (int Begin, int End)? Between(List<StraightLine> crossing, int length, int width)
    {
        int begin = 0;
        int end = length;
        foreach (StraightLine line in crossing.FindAll(line => IsNearSide(line.Middle, length)))
        {
            begin = 2 * line.Middle < length ? Math.Max(begin, line.Middle + (width / 2)) : begin;
            end = 2 * line.Middle < length ? end : Math.Min(end, line.Middle - (width / 2));
        }

        return end - begin < length && end - begin >= LineFinder.LeastWay ? (begin, end) : null;
    }

    private static bool IsNearSide(int place, int length) => SideShare * Math.Min(place, length - 1 - place) < length;

    /// <summary>A wide line has several courses along it; one is left.</summary>
    private static void RemoveDoubles(List<StraightLine> lines, GrayImage depth, int widest)
    {
        for (int i = lines.Count - 1; i > 0; i--)
        {
            if (lines[i].Middle - lines[i - 1].Middle <= Usual(depth, lines[i], widest).Width)
            {
                lines.RemoveAt(i);
            }
        }
    }

    private static void Erase(GrayImage depth, GrayImage before, StraightLine line, int widest, PenWidths pen)
    {
        (int usual, int usualDepth) = Usual(before, line, widest);
        for (int y = line.Begin; y < line.End; y++)
        {
            (int left, int right) = RunAt(before.Row(y), line.At(y));
            if (right > left && right - left <= usual + 2 && DepthOf(before.Row(y)[left..right]) <= OverLine * usualDepth)
            {
                pen.Add(before.Row(y)[left..right]);
                depth.Row(y)[left..right].Clear();
            }
        }
    }

    /// <summary>The lower quartiles of the ink's width and depth along a line: strokes that lie along it are wider and deeper.</summary>
    private static (int Width, int Depth) Usual(GrayImage depth, StraightLine line, int widest)
    {
        Histogram widths = default;
        Histogram depths = default;
        for (int y = line.Begin; y < line.End; y++)
        {
            (int left, int right) = RunAt(depth.Row(y), line.At(y));
            if (right > left && right - left <= widest)
            {
                widths[right - left]++;
                depths[DepthOf(depth.Row(y)[left..right])]++;
            }
        }

        return (widths.Percentile(Usually), depths.Percentile(Usually));
    }

    private static byte DepthOf(ReadOnlySpan<byte> run)
    {
        byte greatest = 0;
        foreach (byte value in run)
        {
            greatest = Math.Max(greatest, value);
        }

        return greatest;
    }

    /// <summary>The run of ink that lies nearest to one place of a row, or an empty one.</summary>
    private static (int Left, int Right) RunAt(ReadOnlySpan<byte> row, int x)
    {
        for (int away = 0; away <= Wavering; away++)
        {
            for (int at = x - away; at <= x + away; at += Math.Max(2 * away, 1))
            {
                if (at >= 0 && at < row.Length && row[at] > 0)
                {
                    int next = row[at..].IndexOf((byte)0);
                    return (row[..at].LastIndexOf((byte)0) + 1, next < 0 ? row.Length : at + next);
                }
            }
        }

        return (x, x);
    }

    private static GrayImage Transpose(GrayImage plane)
    {
        var turned = new GrayImage(plane.Height, plane.Width);
        Span<byte> target = turned.Pixels;
        for (int y = 0; y < plane.Height; y++)
        {
            ReadOnlySpan<byte> row = plane.Row(y);
            int at = y;
            foreach (byte value in row)
            {
                target[at] = value;
                at += plane.Height;
            }
        }

        return turned;
    }
}

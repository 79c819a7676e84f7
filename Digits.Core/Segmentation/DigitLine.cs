using Digits.Core.Imaging;
using Digits.Core.Preprocessing;

namespace Digits.Core.Segmentation;

/// <summary>
/// The pieces of ink that stand on one line, from left to right. Ink that hangs together is one piece (a mask, not a range of columns, so that
/// slanted neighbours may interlock); frames, bars under and over the line, and specks are left out.
/// </summary>
internal sealed class DigitLine
{
    /// <summary>Strengths from here on, of 255, are ink: a quarter, as for single digits.</summary>
    public const int LeastInk = 64;

    /// <summary>The most pieces that a line may have: more than one for each of the most digits.</summary>
    public const int MostSegments = 96;

    /// <summary>The most pieces of whatever size that are looked at more closely.</summary>
    private const int MostParts = 320;

    /// <summary>The most runs of ink that are looked at: a line of 64 digits has a tenth of them.</summary>
    public const int MostRuns = 60_000;

    /// <summary>What is narrower than this share of the pen is no stroke of it, but what is left of a line of the paper.</summary>
    private const double ThinShare = 0.6;

    /// <summary>Digits of one line have at least this share of the height of the highest.</summary>
    private const double TallShare = 0.5;

    /// <summary>Specks take less than this share of a pen's dot.</summary>
    private const double SpeckShare = 0.25;

    /// <summary>A piece whose middle is so many heights from the line's is not on it.</summary>
    private const double OffLine = 0.8;

    /// <summary>A small piece that shares so much of its columns with a digit is a part of it.</summary>
    private const double InsideShare = 0.6;

    /// <summary>The pieces, by their middles from left to right.</summary>
    public List<InkSegment> Segments { get; } = [];

    /// <summary>How high its digits are, in pixels of the plane.</summary>
    public double Height { get; private set; }

    /// <summary>How wide the pen is, in pixels of the plane.</summary>
    public double Pen { get; private set; }

    /// <summary>Why this is no line; then it has no pieces.</summary>
    public LineFault Fault { get; private set; }

    /// <summary>How many frames and bars were left out.</summary>
    public int Frames { get; private set; }

    /// <summary>True where ink reaches from one side of the plane to the other: the paper may have lines, and digits may hang on them.</summary>
    public bool HasCrossing { get; private set; }

    private (double Slope, double At0) _middle;

    /// <summary>The height, counted from the plane's top, of the line's middle.</summary>
    public double MiddleAt(double x) => _middle.At0 + (_middle.Slope * x);

    /// <summary>Finds the line in a plane of strengths.</summary>
    public static DigitLine Find(GrayImage plane)
    {
        var line = new DigitLine();
        InkComponents components = InkComponents.Find(plane, LeastInk, MostRuns);
        List<InkSegment> parts = LineParts.Of(components);
        if (parts.Count == 0 || components.HasMore)
        {
            line.Fault = parts.Count == 0 ? LineFault.Empty : LineFault.TooMuchInk;
            return line;
        }

        line.Pen = LineParts.PenOf(components);
        Predicate<InkSegment> isUprightLine = LineParts.IsUprightLine(parts);
        line.HasCrossing = parts.Exists(part => LineParts.IsLong(part.Box, plane) || isUprightLine(part));
        line.Frames = LineParts.RemoveFrames(parts, plane);
        double speck = SpeckShare * line.Pen * line.Pen * byte.MaxValue;
        parts.RemoveAll(part => part.Mass < speck);
        line.Choose(parts);
        return line;
    }

    private void Choose(List<InkSegment> parts)
    {
        Predicate<InkSegment> isUprightLine = LineParts.IsUprightLine(parts);
        Height = HeightOf(parts.FindAll(part => !isUprightLine(part)).ConvertAll(part => part.Box));
        Frames += parts.RemoveAll(part => part.Box.Width > Height && part.Box.Width > 6 * part.Box.Height && IsBeside(part, parts));
        List<InkSegment> tall = parts.FindAll(part => part.Box.Height >= TallShare * Height);
        Fault = tall.Count == 0 ? LineFault.Empty : tall.Count > MostSegments || parts.Count > MostParts ? LineFault.TooMuchInk : LineFault.None;
        if (Fault != LineFault.None)
        {
            return;
        }

        _middle = LineParts.MiddleOf(tall);
        if (tall.Exists(part => IsOff(part) && part.Box.Height >= TallShare * Height))
        {
            Fault = LineFault.SeveralLines;
            return;
        }

        parts.RemoveAll(IsOff);
        Attach(parts);
        parts.Sort((a, b) => a.CentreX.CompareTo(b.CentreX));
        Fault = parts.Count > MostSegments ? LineFault.TooMuchInk : LineFault.None;
        if (Fault == LineFault.None)
        {
            Segments.AddRange(parts.ConvertAll(part => part with { IsMark = MarkParts.IsMark(part.Box, Height, Pen) || part.Box.Width < ThinShare * Pen || isUprightLine(part) }));
        }
    }

    /// <summary>The upper quartile of the heights of what is at least half as high as the highest: low digits do not count for less.</summary>
    public static double HeightOf(List<PixelBox> parts)
    {
        int highest = parts.Count == 0 ? 0 : parts.Max(part => part.Height);
        int[] heights = [.. parts.Select(part => part.Height).Where(height => height >= TallShare * highest).Order()];
        return heights.Length == 0 ? 0 : heights[heights.Length * 3 / 4];
    }

    private bool IsOff(InkSegment part) => Math.Abs(part.CentreY - MiddleAt(part.CentreX)) > OffLine * Height;

    /// <summary>True for a bar that lies wholly under or over whatever is not as flat.</summary>
    private static bool IsBeside(InkSegment bar, List<InkSegment> parts) => parts.TrueForAll(part =>
        part == bar || part.SharedColumns(bar) <= 0 || part.Box.Bottom <= bar.Box.Top + bar.Box.Height || part.Box.Top >= bar.Box.Bottom - bar.Box.Height);

    /// <summary>Joins what cannot be read apart: a small piece inside a digit's columns, and pieces over each other.</summary>
    private void Attach(List<InkSegment> parts)
    {
        parts.Sort((a, b) => a.Box.Height.CompareTo(b.Box.Height));
        for (int i = 0; i < parts.Count - 1; i++)
        {
            InkSegment small = parts[i];
            double wanted = Math.Max(InsideShare * small.Box.Width, 1);
            int host = -1;
            for (int j = i + 1; j < parts.Count; j++)
            {
                if (small.SharedColumns(parts[j]) >= wanted && BelongsTo(small, parts[j])
                    && (host < 0 || small.SharedColumns(parts[j]) > small.SharedColumns(parts[host])))
                {
                    host = j;
                }
            }

            if (host >= 0)
            {
                parts[host] = parts[host].Union(small);
                parts.RemoveAt(i--);
                parts.Sort((a, b) => a.Box.Height.CompareTo(b.Box.Height));
            }
        }
    }

    private bool BelongsTo(InkSegment small, InkSegment digit)
    {
        PixelBox both = small.Box.Union(digit.Box);
        return both.Height <= 1.35 * Height
            && (small.Box.Height < 0.7 * Height || both == digit.Box)
            && (!MarkParts.IsMark(small.Box, Height, Pen) || MarkParts.BelongsTo(small, digit, Height, Pen));
    }
}

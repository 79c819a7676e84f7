using Digits.Core.Preprocessing;

namespace Digits.Core.Segmentation;

/// <summary>A piece of a line's ink that is taken whole: a part that hangs together, or what two cuts leave of one.</summary>
/// <param name="Runs">Its ink.</param>
/// <param name="Box">Where it lies, in pixels of the plane.</param>
/// <param name="Mass">The sum of its strengths.</param>
internal sealed record InkSegment(List<InkRun> Runs, PixelBox Box, long Mass)
{
    /// <summary>True for what is too small to be a digit: a point, a comma, a dash, a stroke that broke off.</summary>
    public bool IsMark { get; init; }

    /// <summary>The ink, in widths of the pen, that the cut on its left side goes through; 0 where it begins by itself.</summary>
    public double Cut { get; init; }

    /// <summary>True where a cut is its left side.</summary>
    public bool BeginsAtCut { get; init; }

    /// <summary>True for a part that was to be cut, and for what it was cut to: it may be two digits.</summary>
    public bool MayBeSeveral { get; init; }

    /// <summary>The middle of its box.</summary>
    public double CentreX => (Box.Left + Box.Right) / 2.0;

    /// <summary>The middle of its box.</summary>
    public double CentreY => (Box.Top + Box.Bottom) / 2.0;

    /// <summary>Both together, where neither stands for itself.</summary>
    public InkSegment Union(InkSegment other) => this with
    {
        Runs = [.. Runs, .. other.Runs],
        Box = Box.Union(other.Box),
        Mass = Mass + other.Mass,
        IsMark = false,
    };

    /// <summary>How many columns both have.</summary>
    public int SharedColumns(InkSegment other) => Math.Min(Box.Right, other.Box.Right) - Math.Max(Box.Left, other.Box.Left);
}

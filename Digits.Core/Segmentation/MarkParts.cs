using Digits.Core.Preprocessing;

namespace Digits.Core.Segmentation;

/// <summary>Tells a digit's broken or separate strokes from points, commas and dashes beside it.</summary>
internal static class MarkParts
{
    /// <summary>A stroke that broke off is no further from the rest than this share of the line's height.</summary>
    private const double Broken = 0.035;

    /// <summary>What lies within this share of the line's height from a digit's top is its bar: nobody writes a point or a dash there.</summary>
    private const double Bar = 0.2;

    /// <summary>True where a small piece in a digit's columns is a part of the digit: inside it, at its top, or broken off.</summary>
    public static bool BelongsTo(InkSegment small, InkSegment digit, double height)
    {
        (int left, int right, int distance) = (0, 0, int.MaxValue);
        foreach (InkRun run in digit.Runs)
        {
            if (run.Row < small.Box.Top || run.Row >= small.Box.Bottom)
            {
                continue;
            }

            left += run.Right <= small.Box.Left ? 1 : 0;
            right += run.Left >= small.Box.Right ? 1 : 0;
            distance = Math.Min(distance, Math.Max(small.Box.Left - run.Right, run.Left - small.Box.Right));
        }

        bool isInside = left > 0 && right > 0;
        return isInside || small.CentreY < digit.Box.Top + (Bar * height) || distance <= Broken * height;
    }
}

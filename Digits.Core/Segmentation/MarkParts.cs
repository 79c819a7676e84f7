using Digits.Core.Preprocessing;

namespace Digits.Core.Segmentation;

/// <summary>Tells a digit's broken or separate strokes from points, commas and dashes beside it.</summary>
internal static class MarkParts
{
    /// <summary>What has less than this share of the line's height is no digit.</summary>
    private const double Small = 0.42;

    /// <summary>A stroke that broke off is no further from the rest than this share of the line's height.</summary>
    private const double Broken = 0.035;

    /// <summary>What lies within this share of the line's height from a digit's top is its bar: nobody writes a point or a dash there.</summary>
    private const double Bar = 0.2;

    /// <summary>Points and commas are within this share of the line's height from a digit's foot.</summary>
    private const double Foot = 0.3;

    /// <summary>A dot, or a comma, is no longer than so many widths of the pen, and a dash no higher.</summary>
    private const double Dot = 2.6;

    /// <summary>A dash is no higher than this share of the line's height, however wide the pen is, and no longer than that.</summary>
    private const double DashHeight = 0.25;
    private const double DashLength = 0.7;

    /// <summary>True for what is too small or too flat to be a digit: a point, a comma, a dash, a stroke that broke off.</summary>
    public static bool IsMark(PixelBox box, double height, double pen) =>
        box.LongestSide < Small * height
        || (box.Width < DashLength * height && box.Height <= Math.Min(Dot * pen, DashHeight * height));

    /// <summary>True where a small piece in a digit's columns is a part of the digit: inside it, at its top, or broken off, but no point or comma at its foot.</summary>
    public static bool BelongsTo(InkSegment small, InkSegment digit, double height, double pen)
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
        bool isDotAtFoot = small.Box.LongestSide <= Dot * pen && small.CentreY > digit.Box.Bottom - (Foot * height);
        return isInside || small.CentreY < digit.Box.Top + (Bar * height) || (distance <= Broken * height && !isDotAtFoot);
    }
}

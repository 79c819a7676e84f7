using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing.Isolation;

/// <summary>How wide and how deep the ink of lines is, to compare with that of other ink.</summary>
internal sealed class PenWidths
{
    /// <summary>The share of ink that lies at most as deep as its full depth.</summary>
    private const double FullShare = 0.8;

    private Histogram _depths;
    private Histogram _widths;

    /// <summary>The median width, in pixels.</summary>
    public int Width => _widths.Percentile(0.5);

    /// <summary>Adds the ink of one row of a line.</summary>
    public void Add(ReadOnlySpan<byte> run)
    {
        _widths[Math.Min(run.Length, Histogram.Levels - 1)]++;
        foreach (byte depth in run)
        {
            _depths[depth]++;
        }
    }

    /// <summary>True where other ink differs by a factor in its depth, or is wider by one.</summary>
    public bool DiffersFrom(GrayImage ink, double otherDepth, double otherWidth)
    {
        int full = Histogram.Of(ink.Pixels).Between(1, Histogram.Levels - 1).Percentile(FullShare);
        double width = ThicknessOf(ink);
        return Differ(_depths.Percentile(FullShare), full, otherDepth) || width > otherWidth * Width;
    }

    /// <summary>Twice the ink's area over the length of its outline; 0 where there is none.</summary>
    public static double ThicknessOf(GrayImage ink)
    {
        int area = 0;
        int outline = 0;
        for (int y = 1; y < ink.Height; y++)
        {
            ReadOnlySpan<byte> above = ink.Row(y - 1);
            ReadOnlySpan<byte> row = ink.Row(y);
            for (int x = 1; x < row.Length; x++)
            {
                area += row[x] > 0 ? 1 : 0;
                outline += (row[x] > 0) != (row[x - 1] > 0) ? 1 : 0;
                outline += (row[x] > 0) != (above[x] > 0) ? 1 : 0;
            }
        }

        return 2.0 * area / Math.Max(outline, 1);
    }

    private static bool Differ(double a, double b, double factor) => a > factor * b || b > factor * a;
}

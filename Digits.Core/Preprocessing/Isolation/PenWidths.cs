using System.Numerics;
using System.Runtime.Intrinsics;
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

    /// <summary>The full depth, 0 to 255.</summary>
    public int Depth => _depths.Percentile(FullShare);

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
        return Differ(Depth, full, otherDepth) || width > otherWidth * Width;
    }

    /// <summary>Twice the ink's area over the length of its outline; 0 where there is none.</summary>
    public static double ThicknessOf(GrayImage ink)
    {
        int area = 0;
        int outline = 0;
        for (int y = 1; y < ink.Height; y++)
        {
            ReadOnlySpan<byte> row = ink.Row(y);
            area += Count(row[1..]);
            outline += CountChanges(row[1..], row) + CountChanges(row[1..], ink.Row(y - 1)[1..]);
        }

        return 2.0 * area / Math.Max(outline, 1);
    }

    private static int Count(ReadOnlySpan<byte> row)
    {
        int count = 0;
        for (; row.Length >= Vector128<byte>.Count; row = row[Vector128<byte>.Count..])
        {
            count += BitOperations.PopCount(~PaperIn(row) & ushort.MaxValue);
        }

        foreach (byte depth in row)
        {
            count += depth > 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>At how many places one of two rows has ink and the other, which is at least as long, has none.</summary>
    private static int CountChanges(ReadOnlySpan<byte> row, ReadOnlySpan<byte> other)
    {
        int count = 0;
        for (; row.Length >= Vector128<byte>.Count; row = row[Vector128<byte>.Count..], other = other[Vector128<byte>.Count..])
        {
            count += BitOperations.PopCount(PaperIn(row) ^ PaperIn(other));
        }

        for (int x = 0; x < row.Length; x++)
        {
            count += (row[x] > 0) != (other[x] > 0) ? 1 : 0;
        }

        return count;
    }

    /// <summary>A bit for each of a row's first pixels that has no ink.</summary>
    private static uint PaperIn(ReadOnlySpan<byte> row) =>
        Vector128.Equals(Vector128.Create(row), Vector128<byte>.Zero).ExtractMostSignificantBits();

    private static bool Differ(double a, double b, double factor) => a > factor * b || b > factor * a;
}

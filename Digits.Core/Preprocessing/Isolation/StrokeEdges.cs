using System.Numerics;
using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing.Isolation;

/// <summary>Tells strokes from light that falls off towards the picture's border: a stroke's edge is steep, soft as its focus may be.</summary>
/// <remarks>
/// A closing fills what has no second side because the picture ends there, so that a smooth slope looks like a stroke along the border. Over
/// two pixels a slope changes by no more than its share of the whole; across an edge it is a fifth of it at least. Thread-safe.
/// </remarks>
internal static class StrokeEdges
{
    /// <summary>The least change over two pixels at a stroke's edge, as a share (a fifth) of the change over all of its box.</summary>
    private const int LeastShare = 5;

    /// <summary>Whether the steepest place of some ink is steep for the change of brightness that is in its box.</summary>
    /// <param name="picture">Where the ink is dark.</param>
    /// <param name="runs">The ink.</param>
    /// <param name="box">Its box.</param>
    public static bool AreSteep(GrayImage picture, IEnumerable<InkRun> runs, PixelBox box)
    {
        int change = ChangeIn(picture, box);
        int steepest = 0;
        foreach (InkRun run in runs)
        {
            int above = Math.Max(run.Row - 1, 0);
            int below = Math.Min(run.Row + 1, picture.Height - 1);
            ReadOnlySpan<byte> row = picture.Row(run.Row);
            for (int x = Math.Max(run.Left - 1, 0); x < Math.Min(run.Right + 1, picture.Width); x++)
            {
                int across = row[Math.Min(x + 1, row.Length - 1)] - row[Math.Max(x - 1, 0)];
                int down = picture.Row(below)[x] - picture.Row(above)[x];
                steepest = Math.Max(steepest, Math.Max(Math.Abs(across), Math.Abs(down)));
            }

            if (steepest * LeastShare >= change)
            {
                return true;
            }
        }

        return steepest * LeastShare >= change;
    }

    /// <summary>The greatest difference of brightness in a box and two pixels around it.</summary>
    private static int ChangeIn(GrayImage picture, PixelBox box)
    {
        (int first, int end) = (Math.Max(box.Left - 2, 0), Math.Min(box.Right + 2, picture.Width));
        var (least, most) = (byte.MaxValue, byte.MinValue);
        var (leasts, mosts) = (Vector<byte>.AllBitsSet, Vector<byte>.Zero);
        for (int y = Math.Max(box.Top - 2, 0); y < Math.Min(box.Bottom + 2, picture.Height); y++)
        {
            ReadOnlySpan<byte> row = picture.Row(y)[first..end];
            for (; row.Length >= Vector<byte>.Count; row = row[Vector<byte>.Count..])
            {
                var levels = new Vector<byte>(row);
                (leasts, mosts) = (Vector.Min(leasts, levels), Vector.Max(mosts, levels));
            }

            foreach (byte level in row)
            {
                (least, most) = (Math.Min(least, level), Math.Max(most, level));
            }
        }

        for (int i = 0; i < Vector<byte>.Count; i++)
        {
            (least, most) = (Math.Min(least, leasts[i]), Math.Max(most, mosts[i]));
        }

        return Math.Max(most - least, 0);
    }
}

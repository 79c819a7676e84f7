using Digits.Core.Imaging;
using Digits.Core.Preprocessing;

namespace Digits.Core.Segmentation;

/// <summary>Takes the lines of a box's frame off: rows and columns near its sides that are inked along most of their way.</summary>
/// <remarks>Thread-safe and without state.</remarks>
internal static class CellTrimmer
{
    /// <summary>How far from a box's side its frame may lie, as a share of its width or height.</summary>
    private const double Reach = 0.12;

    /// <summary>The share of a row or column that a line covers; within <see cref="Close"/> of the side, where no digit is, less will do.</summary>
    private const double Cover = 0.9;
    private const double CloseCover = 0.5;
    private const double Close = 0.05;

    /// <summary>What is left of a box inside its frame.</summary>
    /// <param name="depth">The depth of the box's ink.</param>
    /// <param name="threshold">The least depth of ink.</param>
    /// <returns>The inside, in pixels of <paramref name="depth"/>.</returns>
    public static PixelBox Inside(GrayImage depth, byte threshold)
    {
        int[] inColumn = new int[depth.Width];
        int[] inRow = new int[depth.Height];
        for (int y = 0; y < depth.Height; y++)
        {
            ReadOnlySpan<byte> row = depth.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                int ink = row[x] >= threshold ? 1 : 0;
                inColumn[x] += ink;
                inRow[y] += ink;
            }
        }

        (int left, int right) = Inside(inColumn, depth.Height);
        (int top, int bottom) = Inside(inRow, depth.Width);
        return new PixelBox(left, top, right, bottom);
    }

    private static (int First, int End) Inside(int[] ink, int way)
    {
        int first = LastLine(i => ink[i], ink.Length, way);
        int last = LastLine(i => ink[ink.Length - 1 - i], ink.Length, way);
        return (first, Math.Max(ink.Length - last, first + 1));
    }

    /// <summary>How many rows or columns from a side on belong to a line there and its soft edge; 0 where there is none.</summary>
    private static int LastLine(Func<int, int> ink, int length, int way)
    {
        int end = 0;
        for (int at = 0; at < (Reach * length) && at < length / 2; at++)
        {
            double least = at < Close * length ? CloseCover : Cover;
            end = ink(at) >= least * way ? at + 2 : end;
        }

        return end;
    }
}

using System.Numerics;
using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing;

/// <summary>Paper of one brightness: a canvas, a scan, a screenshot.</summary>
/// <param name="level">The paper's brightness, 0..255.</param>
/// <param name="darkInk">True when the ink is darker than the paper.</param>
internal sealed class EvenPaper(byte level, bool darkInk) : Paper(darkInk)
{
    public override void MeasureDepth(GrayImage picture, PixelBox box, int scale, GrayImage depth)
    {
        var paper = new Vector<byte>(level);
        for (int y = 0; y < box.Height; y++)
        {
            ReadOnlySpan<byte> source = picture.Row(box.Top + y)[box.Left..box.Right];
            Span<byte> target = depth.Row(y);
            if (target.Length < Vector<byte>.Count)
            {
                MeasureDepth(source, target);
                continue;
            }

            for (int x = 0; x < target.Length; x += Vector<byte>.Count)
            {
                // The last vector ends where the row does, and measures some pixels twice.
                int start = Math.Min(x, target.Length - Vector<byte>.Count);
                var levels = new Vector<byte>(source[start..]);
                (DarkInk ? Vector.Max(paper, levels) - levels : Vector.Max(levels, paper) - paper).CopyTo(target[start..]);
            }
        }
    }

    private void MeasureDepth(ReadOnlySpan<byte> source, Span<byte> target)
    {
        for (int x = 0; x < target.Length; x++)
        {
            int gap = DarkInk ? level - source[x] : source[x] - level;
            target[x] = (byte)Math.Max(gap, 0);
        }
    }
}

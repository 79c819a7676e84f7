using Digits.Core.Imaging;
using Digits.Core.Preprocessing;

namespace Digits.Core.Segmentation;

/// <summary>Brings pieces of a line's ink to the network's input, as a single digit is: nothing of their neighbours comes along.</summary>
internal static class SegmentPlacer
{
    /// <summary>Places the pieces as one digit.</summary>
    /// <param name="plane">The strengths of the line's ink.</param>
    /// <param name="segments">The line's pieces.</param>
    /// <param name="from">The first that is placed.</param>
    /// <param name="to">One past the last.</param>
    /// <param name="box">The box of all of them.</param>
    /// <returns>The network's input, to be disposed.</returns>
    public static DigitTensor Place(GrayImage plane, List<InkSegment> segments, int from, int to, PixelBox box)
    {
        using GrayImage ink = Draw(plane, segments, from, to, box);
        return DigitPlacer.Place(ink, DigitPreprocessor.FindBox(ink) ?? new PixelBox(0, 0, ink.Width, ink.Height));
    }

    /// <summary>The ink of the pieces alone, and nothing else, with one pixel around it.</summary>
    internal static GrayImage Draw(GrayImage plane, List<InkSegment> segments, int from, int to, PixelBox box)
    {
        var around = new PixelBox(
            Math.Max(box.Left - 1, 0), Math.Max(box.Top - 1, 0), Math.Min(box.Right + 1, plane.Width), Math.Min(box.Bottom + 1, plane.Height));
        var ink = new GrayImage(around.Width, around.Height);
        ink.Pixels.Clear();
        for (int i = from; i < to; i++)
        {
            foreach (InkRun run in segments[i].Runs)
            {
                // The ink, and one pixel around it: the soft edge of the strokes.
                int left = Math.Max(run.Left - 1, around.Left);
                int right = Math.Min(run.Right + 1, around.Right);
                for (int y = Math.Max(run.Row - 1, around.Top); y < Math.Min(run.Row + 2, around.Bottom); y++)
                {
                    plane.Row(y)[left..right].CopyTo(ink.Row(y - around.Top)[(left - around.Left)..]);
                }
            }
        }

        return ink;
    }
}

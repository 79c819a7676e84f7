using Digits.Core.Imaging;
using Digits.Core.Preprocessing;

namespace Digits.Core.Segmentation;

/// <summary>
/// Brings ink that may be two digits to the input of the network of doubles: its box fills 26 by 26 pixels in 28 by 28, by means over areas, so
/// that each digit has about as many pixels as MNIST's have. The same as <c>placed</c> in training/touching.py.
/// </summary>
internal static class DoublePlacer
{
    private const int Inner = DigitTensor.Side - 2;

    /// <summary>What is narrower than this share of its height keeps that share of the width.</summary>
    private const double Narrow = 0.9;

    /// <summary>Places the pieces as two digits.</summary>
    /// <param name="plane">The strengths of the line's ink.</param>
    /// <param name="segments">The line's pieces.</param>
    /// <param name="from">The first that is placed.</param>
    /// <param name="to">One past the last.</param>
    /// <param name="box">The box of all of them.</param>
    /// <returns>The network's input, to be disposed.</returns>
    public static DigitTensor Place(GrayImage plane, List<InkSegment> segments, int from, int to, PixelBox box)
    {
        using GrayImage ink = SegmentPlacer.Draw(plane, segments, from, to, box);
        PixelBox inked = DigitPreprocessor.FindBox(ink) ?? new PixelBox(0, 0, ink.Width, ink.Height);
        int wide = Math.Max(1, (int)Math.Round(Inner * Math.Min(1, inked.Width / (Narrow * inked.Height))));
        Span<float> patch = stackalloc float[Inner * Inner];
        patch = patch[..(wide * Inner)];
        Resampler.Resample(ink, inked, patch, wide, Inner);
        var tensor = new DigitTensor();
        Span<float> values = tensor.Values;
        values.Clear();
        int left = (DigitTensor.Side - wide) / 2;
        for (int y = 0; y < Inner; y++)
        {
            for (int x = 0; x < wide; x++)
            {
                values[((y + 1) * DigitTensor.Side) + left + x] = patch[(y * wide) + x] / byte.MaxValue;
            }
        }

        return tensor;
    }
}

using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing;

/// <summary>Scales a box of ink to MNIST's 20 pixels and places it in 28 by 28 by its centre of mass.</summary>
internal static class DigitPlacer
{
    /// <summary>The index of the pixel on which the centre of mass comes to lie, rounded; MNIST's own images average 14.0 on both axes.</summary>
    private const int Centre = DigitTensor.Side / 2;

    /// <summary>In pixels: a symmetric shape's centre lies between two pixels, and rounding errors must not decide which it takes.</summary>
    private const double Nudge = 1.0 / 1024;

    /// <summary>Makes the tensor; its greatest value is 1, so that a thin pen reads as strongly as a thick one.</summary>
    /// <param name="ink">Ink 0..255, with at least one pixel above 0 in the box.</param>
    /// <param name="box">The ink's box.</param>
    public static DigitTensor Place(GrayImage ink, PixelBox box)
    {
        int longest = box.LongestSide;
        int width = Math.Max(1, ((2 * DigitTensor.BoxSide * box.Width) + longest) / (2 * longest));
        int height = Math.Max(1, ((2 * DigitTensor.BoxSide * box.Height) + longest) / (2 * longest));
        Span<float> patch = stackalloc float[DigitTensor.BoxSide * DigitTensor.BoxSide];
        patch = patch[..(width * height)];
        Resampler.Resample(ink, box, patch, width, height);

        float peak = 0;
        double mass = 0;
        double momentX = 0;
        double momentY = 0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                float value = patch[(y * width) + x];
                peak = Math.Max(peak, value);
                mass += value;
                momentX += value * (double)x;
                momentY += value * (double)y;
            }
        }

        int left = Offset(momentX / mass, width);
        int top = Offset(momentY / mass, height);
        var tensor = new DigitTensor();
        Span<float> values = tensor.Values;
        values.Clear();
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                values[((top + y) * DigitTensor.Side) + left + x] = patch[(y * width) + x] / peak;
            }
        }

        return tensor;
    }

    private static int Offset(double centreOfMass, int size) =>
        Math.Clamp((int)Math.Floor(Centre - centreOfMass + 0.5 + Nudge), 0, DigitTensor.Side - size);
}

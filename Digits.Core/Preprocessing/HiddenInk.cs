using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing;

/// <summary>Tells ink that only hue shows from ink that brightness shows as well, and that was judged by it.</summary>
/// <remarks>
/// Of a black digit and a red one the hue shows the red alone, and they are two digits still; a letter in red is the same letter. Thread-safe.
/// </remarks>
internal static class HiddenInk
{
    /// <summary>Ink that takes a larger share of the light shows in the luminance.</summary>
    public const double MostContrast = 0.2;

    /// <summary>From ink to paper it is this part (a twentieth) of the ink's longest side, and so many pixels at least: strokes are blurred.</summary>
    private const int StepsPerSide = 20;

    private const int LeastStep = 2;

    /// <summary>Traces reach over the ink by this part (a quarter) of its longest side at most.</summary>
    private const int MarginShare = 4;

    private const int CalmSide = Survey.MaxSide / 2;

    /// <summary>True where a plane of hue has more contrast than its grain: means of blocks differ.</summary>
    public static bool HasContrast(GrayImage hue)
    {
        using Survey calm = Survey.Of(hue, CalmSide);
        return BandPlanes.Range(calm.Image.Pixels) >= LuminanceFlattener.LeastContrast;
    }

    /// <summary>True where what the luminance shows is a trace of the hidden ink: it lies in the hidden ink's box, give or take a margin.</summary>
    /// <param name="hidden">The box of the hidden ink.</param>
    /// <param name="shown">The box of what the luminance shows.</param>
    /// <param name="scale">How many times as large as that one the picture is in which the hidden ink lies.</param>
    public static bool Covers(PixelBox hidden, PixelBox shown, double scale)
    {
        int margin = hidden.LongestSide / MarginShare;
        return shown.Left * scale >= hidden.Left - margin
            && shown.Top * scale >= hidden.Top - margin
            && shown.Right * scale <= hidden.Right + margin
            && shown.Bottom * scale <= hidden.Bottom + margin;
    }

    /// <summary>True where the luminance hardly changes across the edges of the ink that the hue shows.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="box">The ink's box in it.</param>
    public static bool IsHidden(HuePicture picture, PixelBox box)
    {
        int threshold = Histogram.Of(picture.Hue, box).OtsuThreshold();
        int step = Math.Max(LeastStep, box.LongestSide / StepsPerSide);
        (long change, long light) = (0, 0);
        for (int y = box.Top; y < box.Bottom; y++)
        {
            int below = Math.Min(y + step, box.Bottom - 1);
            for (int x = box.Left; x < box.Right; x++)
            {
                Add(x, y, Math.Min(x + step, box.Right - 1), y);
                Add(x, y, x, below);
            }
        }

        return Math.Abs(change) <= MostContrast * light;

        void Add(int x, int y, int otherX, int otherY)
        {
            bool isOver = picture.Hue.Row(y)[x] > threshold;
            if (picture.Hue.Row(otherY)[otherX] > threshold != isOver)
            {
                int level = picture.Luminance.Row(y)[x];
                int other = picture.Luminance.Row(otherY)[otherX];
                change += isOver ? level - other : other - level;
                light += Math.Max(level, other);
            }
        }
    }
}

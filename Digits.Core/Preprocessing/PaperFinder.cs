using System.Diagnostics.CodeAnalysis;
using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing;

/// <summary>Tells paper from ink on the survey: which is which, how even the paper is, and how deep the ink lies on it.</summary>
internal static class PaperFinder
{
    /// <summary>Levels of 255 between paper and ink under which a picture counts as blank.</summary>
    public const int MinContrast = 16;

    /// <summary>Pictures whose longest side is shorter are taken to be evenly lit: they are mostly edges.</summary>
    private const int SmallSide = 48;

    /// <summary>Paper is even where three quarters of it lie within this share (one sixteenth) of the contrast around its median.</summary>
    private const int EvenSpread = 16;

    /// <summary>How many standard deviations of the paper's grain ink must lie deep on uneven paper.</summary>
    private const int DepthPerNoise = 5;

    /// <summary>Finds the paper and the mean depth of the ink on it.</summary>
    /// <returns>False where there is no ink.</returns>
    public static bool TryFind(GrayImage survey, [NotNullWhen(true)] out Paper? paper, out double inkDepth)
    {
        paper = null;
        inkDepth = 0;
        var histogram = Histogram.Of(survey.Pixels);
        int threshold = histogram.OtsuThreshold();
        if (threshold < 0 || histogram.Percentile(1) - histogram.Percentile(double.Epsilon) < MinContrast)
        {
            return false;
        }

        bool isPaperDark = IsPaperDark(survey, histogram, threshold);
        Histogram dark = histogram.Between(0, threshold);
        Histogram light = histogram.Between(threshold + 1, Histogram.Levels - 1);
        Histogram paperLevels = isPaperDark ? dark : light;
        int level = paperLevels.Percentile(0.5);
        inkDepth = Math.Abs((isPaperDark ? light : dark).Mean() - level);
        bool isEven = Math.Max(survey.Width, survey.Height) < SmallSide
            || paperLevels.DistancesFrom(level).Percentile(0.75) * EvenSpread <= inkDepth;
        if (!isEven)
        {
            return TryFindUneven(survey, histogram, out paper, out inkDepth);
        }

        paper = new EvenPaper((byte)level, darkInk: !isPaperDark);
        return inkDepth >= MinContrast;
    }

    private static bool TryFindUneven(GrayImage survey, in Histogram levels, out Paper paper, out double inkDepth)
    {
        LightField light = LightField.Of(survey);
        paper = new UnevenPaper(light.Field, survey.Width, survey.Height, light.DarkInk);
        inkDepth = 0;
        using var depth = new GrayImage(survey.Width, survey.Height);
        paper.MeasureDepth(survey, new PixelBox(0, 0, survey.Width, survey.Height), 1, depth);
        var histogram = Histogram.Of(depth.Pixels);
        int threshold = histogram.OtsuThreshold();
        if (threshold < 0)
        {
            return false;
        }

        inkDepth = histogram.Between(threshold + 1, Histogram.Levels - 1).Mean();

        // Dark ink's depth is relative to the paper, and so must be the grain that it is compared with.
        double scale = light.DarkInk ? 255 / Math.Max(levels.Percentile(0.5), UnevenPaper.LeastLight) : 1;
        return inkDepth >= Math.Max(MinContrast, DepthPerNoise * light.Noise * scale);
    }

    /// <summary>Paper is what most of the picture's outermost pixels show, unless that is a frame: less than a third of the whole.</summary>
    private static bool IsPaperDark(GrayImage survey, in Histogram histogram, int threshold)
    {
        int ring = 0;
        int ringDark = 0;
        for (int y = 0; y < survey.Height; y++)
        {
            ReadOnlySpan<byte> row = survey.Row(y);
            int step = y == 0 || y == survey.Height - 1 ? 1 : Math.Max(row.Length - 1, 1);
            for (int x = 0; x < row.Length; x += step)
            {
                ring++;
                ringDark += row[x] <= threshold ? 1 : 0;
            }
        }

        int all = survey.Width * survey.Height;
        int dark = histogram.Between(0, threshold).Count();
        bool isDark = 2 * ringDark == ring ? 2 * dark > all : 2 * ringDark > ring;
        return 3 * (isDark ? dark : all - dark) < all ? !isDark : isDark;
    }
}

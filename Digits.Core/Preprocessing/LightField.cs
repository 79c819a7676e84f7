using System.Buffers;
using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing;

/// <summary>
/// The brightness of unevenly lit paper: a quadratic surface, and on it the mean of what is left over a window around each pixel; both
/// taken again and again without the pixels that lie far from them, which are ink. The surface comes first because a window that is cut
/// off at a border leans to one side, and steep light would show there as ink. Sums over windows come from an integral image
/// (Crow, "Summed-area tables for texture mapping", 1984).
/// </summary>
/// <param name="Field">The paper's brightness in the survey's resolution, row-major.</param>
/// <param name="DarkInk">True when what sticks out of the paper is darker than it.</param>
/// <param name="Noise">The paper's grain, as a standard deviation in levels.</param>
internal sealed record LightField(float[] Field, bool DarkInk, double Noise)
{
    private const int Rounds = 4;

    /// <summary>The median of absolute deviations to a standard deviation, rounded from 1.4826 so that limits are exact in binary.</summary>
    private const double DeviationsPerMedian = 1.5;

    public static LightField Of(GrayImage survey)
    {
        int radius = Math.Max(4, Math.Max(survey.Width, survey.Height) / 8);
        int size = survey.Width * survey.Height;
        float[] mean = new float[size];
        int sumsLength = (survey.Width + 1) * (survey.Height + 1);
        bool[] paper = ArrayPool<bool>.Shared.Rent(size);
        double[] sums = ArrayPool<double>.Shared.Rent(sumsLength);
        int[] counts = ArrayPool<int>.Shared.Rent(sumsLength);
        try
        {
            paper.AsSpan(0, size).Fill(true);
            double noise = 0;
            double limit = 0;
            for (int round = 0; round < Rounds; round++)
            {
                QuadraticSurface.Fit(survey, paper.AsSpan(0, size), mean);
                AddLocalMeans(survey, paper, radius, sums.AsSpan(0, sumsLength), counts.AsSpan(0, sumsLength), mean);
                noise = NoiseAround(survey, mean);
                limit = Math.Max(4, 2.5 * noise);
                for (int i = 0; i < size; i++)
                {
                    paper[i] = MathF.Abs(survey.Pixels[i] - mean[i]) <= limit;
                }
            }

            return new LightField(mean, IsInkDark(survey, mean, (float)limit), noise);
        }
        finally
        {
            ArrayPool<bool>.Shared.Return(paper);
            ArrayPool<double>.Shared.Return(sums);
            ArrayPool<int>.Shared.Return(counts);
        }
    }

    private static double NoiseAround(GrayImage survey, float[] mean)
    {
        Histogram steps = default;
        for (int i = 0; i < mean.Length; i++)
        {
            steps[(int)Math.Min(MathF.Floor(MathF.Abs(survey.Pixels[i] - mean[i]) + 0.5f), 255)]++;
        }

        return DeviationsPerMedian * steps.Percentile(0.5);
    }

    private static bool IsInkDark(GrayImage survey, float[] mean, float limit)
    {
        double darker = 0;
        double lighter = 0;
        for (int i = 0; i < mean.Length; i++)
        {
            float gap = survey.Pixels[i] - mean[i];
            float beyond = Math.Max(MathF.Abs(gap) - limit, 0);
            darker += gap < 0 ? beyond : 0;
            lighter += gap > 0 ? beyond : 0;
        }

        return darker >= lighter;
    }

    /// <summary>Adds to the surface in <paramref name="mean"/> what the paper differs from it around each pixel.</summary>
    private static void AddLocalMeans(
        GrayImage survey, ReadOnlySpan<bool> paper, int radius, Span<double> sums, Span<int> counts, float[] mean)
    {
        int width = survey.Width;
        int height = survey.Height;
        int stride = width + 1;
        sums.Clear();
        counts.Clear();
        for (int y = 0; y < height; y++)
        {
            double sum = 0;
            int count = 0;
            for (int x = 0; x < width; x++)
            {
                int i = (y * width) + x;
                sum += paper[i] ? survey.Pixels[i] - mean[i] : 0;
                count += paper[i] ? 1 : 0;
                int at = ((y + 1) * stride) + x + 1;
                sums[at] = sums[at - stride] + sum;
                counts[at] = counts[at - stride] + count;
            }
        }

        for (int y = 0; y < height; y++)
        {
            int top = Math.Max(y - radius, 0) * stride;
            int bottom = Math.Min(y + radius + 1, height) * stride;
            for (int x = 0; x < width; x++)
            {
                int left = Math.Max(x - radius, 0);
                int right = Math.Min(x + radius + 1, width);
                int count = counts[bottom + right] - counts[top + right] - counts[bottom + left] + counts[top + left];
                double sum = sums[bottom + right] - sums[top + right] - sums[bottom + left] + sums[top + left];
                mean[(y * width) + x] += count > 0 ? (float)(sum / count) : 0;
            }
        }
    }
}

using System.Buffers;
using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing;

/// <summary>Separable resampling of ink: the average over each target pixel's area going down, linear interpolation going up.</summary>
internal static class Resampler
{
    /// <summary>Resamples one box of a plane of ink.</summary>
    /// <param name="source">Ink 0..255.</param>
    /// <param name="box">The part of it to take.</param>
    /// <param name="target">Receives width times height values, row-major, in the source's units.</param>
    /// <param name="width">The target's width in pixels.</param>
    /// <param name="height">The target's height in pixels.</param>
    public static void Resample(GrayImage source, PixelBox box, Span<float> target, int width, int height)
    {
        float[] columns = ArrayPool<float>.Shared.Rent(width * box.Width);
        float[] rows = ArrayPool<float>.Shared.Rent(height * box.Height);
        float[] narrow = ArrayPool<float>.Shared.Rent(width);
        try
        {
            Weigh(columns, box.Width, width);
            Weigh(rows, box.Height, height);
            target[..(width * height)].Clear();
            for (int y = 0; y < box.Height; y++)
            {
                Narrow(source.Row(box.Top + y)[box.Left..box.Right], columns, narrow.AsSpan(0, width));
                for (int i = 0; i < height; i++)
                {
                    float weight = rows[(i * box.Height) + y];
                    if (weight > 0)
                    {
                        AddScaled(narrow.AsSpan(0, width), weight, target.Slice(i * width, width));
                    }
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(columns);
            ArrayPool<float>.Shared.Return(rows);
            ArrayPool<float>.Shared.Return(narrow);
        }
    }

    private static void Narrow(ReadOnlySpan<byte> row, ReadOnlySpan<float> weights, Span<float> narrow)
    {
        for (int i = 0; i < narrow.Length; i++)
        {
            (int first, int end) = Reach(i, row.Length, narrow.Length);
            float sum = 0;
            for (int x = first; x < end; x++)
            {
                sum += row[x] * weights[(i * row.Length) + x];
            }

            narrow[i] = sum;
        }
    }

    private static void AddScaled(ReadOnlySpan<float> values, float weight, Span<float> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] += values[i] * weight;
        }
    }

    /// <summary>The source pixels that have a weight for target pixel i.</summary>
    private static (int First, int End) Reach(int i, int source, int target)
    {
        double ratio = (double)source / target;
        if (ratio >= 1)
        {
            return ((int)(i * ratio), Math.Min((int)Math.Ceiling((i + 1) * ratio), source));
        }

        int first = (int)Math.Clamp(((i + 0.5) * ratio) - 0.5, 0, source - 1);
        return (first, Math.Min(first + 2, source));
    }

    /// <summary>Fills a target x source matrix of weights, row by row.</summary>
    private static void Weigh(Span<float> weights, int source, int target)
    {
        weights[..(source * target)].Clear();
        double ratio = (double)source / target;
        for (int i = 0; i < target; i++)
        {
            (int first, int end) = Reach(i, source, target);
            double centre = Math.Clamp(((i + 0.5) * ratio) - 0.5, 0, source - 1);
            for (int x = first; x < end; x++)
            {
                double weight = ratio >= 1
                    ? Math.Max(Math.Min(x + 1, (i + 1) * ratio) - Math.Max(x, i * ratio), 0) / ratio
                    : 1 - Math.Abs(centre - x);
                weights[(i * source) + x] = (float)weight;
            }
        }
    }
}

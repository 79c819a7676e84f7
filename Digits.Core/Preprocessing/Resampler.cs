using System.Buffers;
using System.Numerics;
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
        // Rows first: they lie in memory as vectors want them, and leave few for the columns.
        float[] weights = ArrayPool<float>.Shared.Rent(Math.Max(box.Width, box.Height));
        float[] rented = ArrayPool<float>.Shared.Rent(box.Width * height);
        try
        {
            Span<float> low = rented.AsSpan(0, box.Width * height);
            low.Clear();
            for (int i = 0; i < height; i++)
            {
                int first = Weigh(i, box.Height, height, weights, out int count);
                for (int y = 0; y < count; y++)
                {
                    AddScaled(source.Row(box.Top + first + y)[box.Left..box.Right], weights[y], low.Slice(i * box.Width, box.Width));
                }
            }

            for (int i = 0; i < width; i++)
            {
                int first = Weigh(i, box.Width, width, weights, out int count);
                for (int y = 0; y < height; y++)
                {
                    target[(y * width) + i] = Sum(low.Slice((y * box.Width) + first, count), weights.AsSpan(0, count));
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(weights);
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private static void AddScaled(ReadOnlySpan<byte> values, float weight, Span<float> target)
    {
        int quarter = Vector<float>.Count;
        int at = 0;
        for (; at <= values.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            var bytes = new Vector<byte>(values[at..]);
            if (bytes == Vector<byte>.Zero)
            {
                continue;
            }

            Vector.Widen(bytes, out Vector<ushort> left, out Vector<ushort> right);
            Vector.Widen(left, out Vector<uint> a, out Vector<uint> b);
            Vector.Widen(right, out Vector<uint> c, out Vector<uint> d);
            Span<float> sums = target.Slice(at, Vector<byte>.Count);
            AddScaled(a, weight, sums);
            AddScaled(b, weight, sums[quarter..]);
            AddScaled(c, weight, sums[(2 * quarter)..]);
            AddScaled(d, weight, sums[(3 * quarter)..]);
        }

        for (; at < values.Length; at++)
        {
            target[at] += values[at] * weight;
        }
    }

    private static void AddScaled(Vector<uint> values, float weight, Span<float> target) =>
        (new Vector<float>(target) + (Vector.ConvertToSingle(values.As<uint, int>()) * weight)).CopyTo(target);

    private static float Sum(ReadOnlySpan<float> values, ReadOnlySpan<float> weights)
    {
        float sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += values[i] * weights[i];
        }

        return sum;
    }

    /// <summary>The weights of the source pixels that count for target pixel <paramref name="i"/>; they sum to 1.</summary>
    /// <returns>The first of these source pixels.</returns>
    private static int Weigh(int i, int source, int target, Span<float> weights, out int count)
    {
        double ratio = (double)source / target;
        if (ratio >= 1)
        {
            int start = (int)(i * ratio);
            count = Math.Min((int)Math.Ceiling((i + 1) * ratio), source) - start;
            for (int x = start; x < start + count; x++)
            {
                weights[x - start] = (float)(Math.Max(Math.Min(x + 1, (i + 1) * ratio) - Math.Max(x, i * ratio), 0) / ratio);
            }

            return start;
        }

        double centre = Math.Clamp(((i + 0.5) * ratio) - 0.5, 0, source - 1);
        int first = (int)centre;
        count = Math.Min(2, source - first);
        for (int x = 0; x < count; x++)
        {
            weights[x] = (float)(1 - Math.Abs(centre - first - x));
        }

        return first;
    }
}

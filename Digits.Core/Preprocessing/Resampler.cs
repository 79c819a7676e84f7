using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;
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
            for (int i = 0; i < height; i++)
            {
                int first = Weigh(i, box.Height, height, weights, out int count);
                ReadOnlySpan<byte> rows = source.Pixels[(((box.Top + first) * source.Width) + box.Left)..];
                AddRows(rows, source.Width, weights.AsSpan(0, count), low.Slice(i * box.Width, box.Width));
            }

            for (int i = 0; i < width; i++)
            {
                int first = Weigh(i, box.Width, width, weights, out int count);
                int y = 0;
                for (; y <= height - 4; y += 4)
                {
                    // Four sums at once: one alone waits for each of its additions.
                    Vector128<float> four = SumFour(low[((y * box.Width) + first)..], box.Width, weights.AsSpan(0, count));
                    for (int k = 0; k < 4; k++)
                    {
                        target[((y + k) * width) + i] = four[k];
                    }
                }

                for (; y < height; y++)
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

    /// <summary>Adds up rows, one for each weight, that begin so many values apart.</summary>
    private static void AddRows(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<float> weights, Span<float> sums)
    {
        if (sums.Length < Vector<byte>.Count)
        {
            sums.Clear();
            for (int y = 0; y < weights.Length; y++)
            {
                for (int x = 0; x < sums.Length; x++)
                {
                    sums[x] += rows[(y * stride) + x] * weights[y];
                }
            }

            return;
        }

        int quarter = Vector<float>.Count;
        for (int x = 0; x < sums.Length; x += Vector<byte>.Count)
        {
            // The last vector ends where the row does, and does some sums anew.
            int start = Math.Min(x, sums.Length - Vector<byte>.Count);
            Vector<float> first = default;
            Vector<float> second = default;
            Vector<float> third = default;
            Vector<float> fourth = default;
            int at = start;
            foreach (float weight in weights)
            {
                var bytes = new Vector<byte>(rows[at..]);
                at += stride;
                if (bytes == Vector<byte>.Zero)
                {
                    continue;
                }

                Vector.Widen(bytes, out Vector<ushort> left, out Vector<ushort> right);
                Vector.Widen(left, out Vector<uint> a, out Vector<uint> b);
                Vector.Widen(right, out Vector<uint> c, out Vector<uint> d);
                first += Vector.ConvertToSingle(a.As<uint, int>()) * weight;
                second += Vector.ConvertToSingle(b.As<uint, int>()) * weight;
                third += Vector.ConvertToSingle(c.As<uint, int>()) * weight;
                fourth += Vector.ConvertToSingle(d.As<uint, int>()) * weight;
            }

            Span<float> target = sums.Slice(start, Vector<byte>.Count);
            first.CopyTo(target);
            second.CopyTo(target[quarter..]);
            third.CopyTo(target[(2 * quarter)..]);
            fourth.CopyTo(target[(3 * quarter)..]);
        }
    }

    private static Vector128<float> SumFour(ReadOnlySpan<float> values, int stride, ReadOnlySpan<float> weights)
    {
        ReadOnlySpan<float> second = values.Slice(stride, weights.Length);
        ReadOnlySpan<float> third = values.Slice(2 * stride, weights.Length);
        ReadOnlySpan<float> fourth = values.Slice(3 * stride, weights.Length);
        (float a, float b, float c, float d) = (0, 0, 0, 0);
        for (int i = 0; i < weights.Length; i++)
        {
            float weight = weights[i];
            a += values[i] * weight;
            b += second[i] * weight;
            c += third[i] * weight;
            d += fourth[i] * weight;
        }

        return Vector128.Create(a, b, c, d);
    }

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

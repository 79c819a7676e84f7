using System.Buffers;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing;

/// <summary>A reduced copy of the picture, in which the ink is looked for: small enough to search, averaged enough to be calm.</summary>
internal sealed class Survey : IDisposable
{
    /// <summary>The longest side, in pixels, that a survey may have.</summary>
    public const int MaxSide = 128;

    private Survey(GrayImage image, int factor)
    {
        Image = image;
        Factor = factor;
    }

    /// <summary>The reduced picture.</summary>
    public GrayImage Image { get; }

    /// <summary>How many of the picture's pixels one pixel of the survey stands for, along each side.</summary>
    public int Factor { get; }

    /// <summary>Block means over the least whole factor that brings the longest side to <see cref="MaxSide"/>, rounded half up.</summary>
    public static Survey Of(GrayImage source)
    {
        int factor = (Math.Max(source.Width, source.Height) + MaxSide - 1) / MaxSide;
        var small = new GrayImage((source.Width + factor - 1) / factor, (source.Height + factor - 1) / factor);
        if (factor == 1)
        {
            source.Pixels.CopyTo(small.Pixels);
            return new Survey(small, factor);
        }

        // Sums of a block's column fit sixteen bits, and means are exact.
        Debug.Assert(factor <= 256, "Pictures are decoded to two thousand pixels on a side at most.");
        ushort[] rented = ArrayPool<ushort>.Shared.Rent(source.Width);
        try
        {
            Reduce(source, factor, small, rented.AsSpan(0, source.Width));
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(rented);
        }

        return new Survey(small, factor);
    }

    /// <summary>Row after row of blocks: their rows are added up first, a vector at a time, then what lies side by side.</summary>
    private static void Reduce(GrayImage source, int factor, GrayImage small, Span<ushort> sums)
    {
        for (int y = 0; y < small.Height; y++)
        {
            int top = y * factor;
            int rows = Math.Min(factor, source.Height - top);
            AddRows(source.Pixels.Slice(top * source.Width, rows * source.Width), sums);
            Span<byte> target = small.Row(y);
            int last = target.Length - 1;
            var whole = new RoundedMean(rows * factor);
            FillMeans(sums, factor, whole, target[..last]);
            ReadOnlySpan<ushort> rest = sums[(last * factor)..];
            target[last] = new RoundedMean(rows * rest.Length).Of(Sum(rest));
        }
    }

    /// <summary>Adds up some rows, each as wide as the sums.</summary>
    private static void AddRows(ReadOnlySpan<byte> rows, Span<ushort> sums)
    {
        int width = sums.Length;
        if (width < Vector<byte>.Count)
        {
            sums.Clear();
            for (int at = 0; at < rows.Length; at++)
            {
                sums[at % width] += rows[at];
            }

            return;
        }

        for (int x = 0; x < width; x += Vector<byte>.Count)
        {
            // The last vector ends where the row does, and does some sums anew.
            int start = Math.Min(x, width - Vector<byte>.Count);
            Vector<ushort> left = default;
            Vector<ushort> right = default;
            for (int at = start; at < rows.Length; at += width)
            {
                Vector.Widen(new Vector<byte>(rows[at..]), out Vector<ushort> a, out Vector<ushort> b);
                left += a;
                right += b;
            }

            left.CopyTo(sums[start..]);
            right.CopyTo(sums[(start + Vector<ushort>.Count)..]);
        }
    }

    private static void FillMeans(ReadOnlySpan<ushort> sums, int factor, RoundedMean mean, Span<byte> target)
    {
        if (factor == 3 && target.Length >= Vector128<ushort>.Count)
        {
            FillMeansOfThree(sums, mean, target);
            return;
        }

        int at = 0;
        foreach (ref byte pixel in target)
        {
            pixel = mean.Of(Sum(sums.Slice(at, factor)));
            at += factor;
        }
    }

    /// <summary>Eight means at once for a canvas of 280 pixels: what browsers' drawing pads have more often than not.</summary>
    private static void FillMeansOfThree(ReadOnlySpan<ushort> sums, RoundedMean mean, Span<byte> target)
    {
        const ushort none = ushort.MaxValue;
        int eight = Vector128<ushort>.Count;
        for (int x = 0; x < target.Length; x += eight)
        {
            // The last eight end where the row does. Of each three neighbours' sum, the first in three is wanted.
            int start = Math.Min(x, target.Length - eight);
            ReadOnlySpan<ushort> some = sums.Slice(3 * start, 3 * eight);
            Vector128<ushort> blocks =
                Vector128.Shuffle(Neighbours(some), Vector128.Create(0, 3, 6, none, none, none, none, none))
                | Vector128.Shuffle(Neighbours(some[8..]), Vector128.Create(none, none, none, 1, 4, 7, none, none))
                | Vector128.Shuffle(Neighbours(some[14..]), Vector128.Create(none, none, none, none, none, none, 4, 7));
            (Vector128<uint> left, Vector128<uint> right) = Vector128.Widen(blocks);
            Vector128<ushort> means = Vector128.Narrow(mean.Of(left), mean.Of(right));
            Vector128.Narrow(means, means).GetLower().CopyTo(target[start..]);
        }
    }

    /// <summary>The sums of three neighbours that begin at each of the first eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Neighbours(ReadOnlySpan<ushort> values) =>
        Vector128.Create(values) + Vector128.Create(values[1..]) + Vector128.Create(values[2..]);

    private static uint Sum(ReadOnlySpan<ushort> values)
    {
        uint sum = 0;
        foreach (ushort value in values)
        {
            sum += value;
        }

        return sum;
    }

    public void Dispose() => Image.Dispose();

    /// <summary>
    /// Means of so many levels, rounded half up: (sum + count / 2) / count, by multiplications that are exact for 256 levels at least, and
    /// in the vector for sixteen.
    /// </summary>
    private readonly struct RoundedMean(int count)
    {
        private readonly uint _half = (uint)count / 2;
        private readonly ulong _factor = ((1UL << 40) / (uint)count) + 1;

        public byte Of(uint sum) => (byte)(((sum + _half) * _factor) >> 40);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<uint> Of(Vector128<uint> sums) =>
            ((sums + Vector128.Create(_half)) * Vector128.Create((uint)(_factor >> 20) + 1)) >>> 20;
    }
}

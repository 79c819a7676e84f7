using System.Buffers;
using System.Diagnostics;
using System.Numerics;
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
            sums.Clear();
            for (int row = top; row < top + rows; row++)
            {
                Add(source.Row(row), sums);
            }

            Span<byte> target = small.Row(y);
            int last = target.Length - 1;
            var whole = new RoundedMean(rows * factor);
            FillMeans(sums, factor, whole, target[..last]);
            ReadOnlySpan<ushort> rest = sums[(last * factor)..];
            target[last] = new RoundedMean(rows * rest.Length).Of(Sum(rest));
        }
    }

    private static void Add(ReadOnlySpan<byte> row, Span<ushort> sums)
    {
        int half = Vector<ushort>.Count;
        int at = 0;
        for (; at <= row.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[at..]), out Vector<ushort> left, out Vector<ushort> right);
            (new Vector<ushort>(sums[at..]) + left).CopyTo(sums[at..]);
            (new Vector<ushort>(sums[(at + half)..]) + right).CopyTo(sums[(at + half)..]);
        }

        for (; at < row.Length; at++)
        {
            sums[at] += row[at];
        }
    }

    private static void FillMeans(ReadOnlySpan<ushort> sums, int factor, RoundedMean mean, Span<byte> target)
    {
        if (factor == 3)
        {
            // A canvas of 280 pixels: what browsers' drawing pads have more often than not.
            for (int x = 0; x < target.Length; x++)
            {
                ReadOnlySpan<ushort> block = sums.Slice(3 * x, 3);
                target[x] = mean.Of((uint)block[0] + block[1] + block[2]);
            }

            return;
        }

        int at = 0;
        for (int x = 0; x < target.Length; x++)
        {
            uint sum = 0;
            for (int end = at + factor; at < end; at++)
            {
                sum += sums[at];
            }

            target[x] = mean.Of(sum);
        }
    }

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

    /// <summary>Means of so many levels, rounded half up: (2 sum + count) / (2 count), by a multiplication that is exact up to 256 levels.</summary>
    private readonly struct RoundedMean(int count)
    {
        private readonly uint _count = (uint)count;
        private readonly ulong _factor = ((1UL << 32) / (2 * (uint)count)) + 1;

        public byte Of(uint sum) => (byte)((((2 * sum) + _count) * _factor) >> 32);
    }
}

using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Digits.Core.Imaging;

/// <summary>Makes rows of pixels smaller by a whole factor along both sides: each block becomes its mean, rounded half up.</summary>
/// <remarks>
/// A block that reaches over the right edge or the last row is the mean of what it holds. The sums of a block's column fit sixteen bits,
/// and means are exact. Thread-safe.
/// </remarks>
internal static class BlockMeans
{
    /// <summary>The greatest factor.</summary>
    public const int MaxFactor = 256;

    /// <summary>The least whole factor that brings a side to a bound, 1 or more.</summary>
    public static int Factor(int side, int bound) => Math.Max(1, (side + bound - 1) / bound);

    /// <summary>Fills one row of means.</summary>
    /// <param name="rows">One to <paramref name="factor"/> rows, one byte a pixel, each as wide as <paramref name="sums"/>.</param>
    /// <param name="factor">How many pixels of a row become one, 1 to <see cref="MaxFactor"/>.</param>
    /// <param name="sums">Scratch.</param>
    /// <param name="means">Receives the means: as many as there are blocks, begun ones included.</param>
    public static void Fill(ReadOnlySpan<byte> rows, int factor, Span<ushort> sums, Span<byte> means)
    {
        Debug.Assert(factor is >= 1 and <= MaxFactor, "Sums are of sixteen bits.");
        AddRows(rows, sums);
        int height = rows.Length / sums.Length;
        int last = means.Length - 1;
        FillMeans(sums, factor, new RoundedMean(height * factor), means[..last]);
        ReadOnlySpan<ushort> rest = sums[(last * factor)..];
        means[last] = new RoundedMean(height * rest.Length).Of(Sum(rest));
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

    private static void FillMeans(ReadOnlySpan<ushort> sums, int factor, RoundedMean mean, Span<byte> means)
    {
        if (factor == 3 && means.Length >= Vector128<ushort>.Count)
        {
            FillMeansOfThree(sums, mean, means);
            return;
        }

        if (factor == 2 && means.Length >= Vector128<ushort>.Count)
        {
            FillMeansOfTwo(sums, mean, means);
            return;
        }

        int at = 0;
        foreach (ref byte pixel in means)
        {
            pixel = mean.Of(Sum(sums.Slice(at, factor)));
            at += factor;
        }
    }

    /// <summary>Eight means at once where two pixels become one, as where a canvas of 280 pixels is looked at closely.</summary>
    private static void FillMeansOfTwo(ReadOnlySpan<ushort> sums, RoundedMean mean, Span<byte> means)
    {
        int eight = Vector128<ushort>.Count;
        for (int x = 0; x < means.Length; x += eight)
        {
            // The last eight end where the row does. Two sums of sixteen bits lie in one of thirty-two.
            int start = Math.Min(x, means.Length - eight);
            ReadOnlySpan<ushort> some = sums.Slice(2 * start, 2 * eight);
            Vector128<ushort> rounded = Vector128.Narrow(mean.Of(PairSums(some)), mean.Of(PairSums(some[eight..])));
            Vector128.Narrow(rounded, rounded).GetLower().CopyTo(means[start..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> PairSums(ReadOnlySpan<ushort> values)
    {
        Vector128<uint> pairs = Vector128.Create(values).AsUInt32();
        return (pairs & Vector128.Create((uint)ushort.MaxValue)) + (pairs >>> 16);
    }

    /// <summary>Eight means at once where three pixels become one, as on canvases of 280 pixels and of a phone's 1200.</summary>
    private static void FillMeansOfThree(ReadOnlySpan<ushort> sums, RoundedMean mean, Span<byte> means)
    {
        const ushort none = ushort.MaxValue;
        int eight = Vector128<ushort>.Count;
        for (int x = 0; x < means.Length; x += eight)
        {
            // The last eight end where the row does. Of each three neighbours' sum, the first in three is wanted.
            int start = Math.Min(x, means.Length - eight);
            ReadOnlySpan<ushort> some = sums.Slice(3 * start, 3 * eight);
            Vector128<ushort> blocks =
                Vector128.Shuffle(Neighbours(some), Vector128.Create(0, 3, 6, none, none, none, none, none))
                | Vector128.Shuffle(Neighbours(some[8..]), Vector128.Create(none, none, none, 1, 4, 7, none, none))
                | Vector128.Shuffle(Neighbours(some[14..]), Vector128.Create(none, none, none, none, none, none, 4, 7));
            (Vector128<uint> left, Vector128<uint> right) = Vector128.Widen(blocks);
            Vector128<ushort> rounded = Vector128.Narrow(mean.Of(left), mean.Of(right));
            Vector128.Narrow(rounded, rounded).GetLower().CopyTo(means[start..]);
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

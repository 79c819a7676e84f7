using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing;

/// <summary>How often each of the 256 levels occurs.</summary>
[InlineArray(Levels)]
internal struct Histogram
{
    public const int Levels = 256;

    private int _first;

    public static Histogram Of(ReadOnlySpan<byte> values)
    {
        // Neighbours are often alike, and adding to one count twice in a row waits for memory: eight alike count at once, and four tables
        // take turns.
        Histogram first = default;
        Histogram second = default;
        Histogram third = default;
        Histogram fourth = default;
        int at = 0;
        for (; at <= values.Length - sizeof(ulong); at += sizeof(ulong))
        {
            ulong eight = BinaryPrimitives.ReadUInt64LittleEndian(values[at..]);
            if (eight == (eight & byte.MaxValue) * 0x01010101_01010101)
            {
                first[(byte)eight] += sizeof(ulong);
                continue;
            }

            first[(byte)eight]++;
            second[(byte)(eight >> 8)]++;
            third[(byte)(eight >> 16)]++;
            fourth[(byte)(eight >> 24)]++;
            first[(byte)(eight >> 32)]++;
            second[(byte)(eight >> 40)]++;
            third[(byte)(eight >> 48)]++;
            fourth[(byte)(eight >> 56)]++;
        }

        foreach (byte value in values[at..])
        {
            first[value]++;
        }

        for (int level = 0; level < Levels; level++)
        {
            first[level] += second[level] + third[level] + fourth[level];
        }

        return first;
    }

    /// <summary>The histogram of a part of a picture.</summary>
    public static Histogram Of(GrayImage picture, PixelBox box)
    {
        Histogram levels = default;
        for (int y = box.Top; y < box.Bottom; y++)
        {
            foreach (byte level in picture.Row(y)[box.Left..box.Right])
            {
                levels[level]++;
            }
        }

        return levels;
    }

    /// <summary>How many values there are.</summary>
    public readonly int Count()
    {
        int count = 0;
        foreach (int n in this)
        {
            count += n;
        }

        return count;
    }

    /// <summary>The mean level; NaN where the histogram is empty.</summary>
    public readonly double Mean()
    {
        long total = 0;
        int count = 0;
        for (int level = 0; level < Levels; level++)
        {
            total += (long)level * this[level];
            count += this[level];
        }

        return (double)total / count;
    }

    /// <summary>The least level that has at least a share (0..1) of all values at or under it.</summary>
    public readonly int Percentile(double share)
    {
        double wanted = share * Count();
        int count = 0;
        for (int level = 0; level < Levels; level++)
        {
            count += this[level];
            if (count >= wanted)
            {
                return level;
            }
        }

        return Levels - 1;
    }

    /// <summary>The same histogram without the levels outside low..high, both included.</summary>
    public readonly Histogram Between(int low, int high)
    {
        Histogram part = default;
        for (int level = low; level <= high; level++)
        {
            part[level] = this[level];
        }

        return part;
    }

    /// <summary>The histogram of distances from one level.</summary>
    public readonly Histogram DistancesFrom(int origin)
    {
        Histogram distances = default;
        for (int level = 0; level < Levels; level++)
        {
            distances[Math.Abs(level - origin)] += this[level];
        }

        return distances;
    }

    /// <summary>
    /// The level t that splits the values into those at most t and those above with the greatest variance between the two
    /// (N. Otsu, "A threshold selection method from gray-level histograms", 1979), or -1 where all values are the same.
    /// </summary>
    public readonly int OtsuThreshold()
    {
        int countAll = Count();
        long totalAll = 0;
        for (int level = 0; level < Levels; level++)
        {
            totalAll += (long)level * this[level];
        }

        int best = -1;
        double bestVariance = 0;
        int count = 0;
        long total = 0;
        for (int level = 0; level < Levels - 1; level++)
        {
            count += this[level];
            total += (long)level * this[level];
            int above = countAll - count;
            if (count == 0 || above == 0)
            {
                continue;
            }

            double gap = ((double)total / count) - ((double)(totalAll - total) / above);
            double variance = (double)count * above * gap * gap;
            if (variance > bestVariance)
            {
                bestVariance = variance;
                best = level;
            }
        }

        return best;
    }
}

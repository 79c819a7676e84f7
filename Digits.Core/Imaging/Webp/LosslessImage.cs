using System.Diagnostics.CodeAnalysis;

namespace Digits.Core.Imaging.Webp;

/// <summary>Decodes the small pictures inside lossless WebP data, which say how blocks of the large one are coded (RFC 9649, 3.6 and 3.7).</summary>
internal static class LosslessImage
{
    private const int Greens = 256;
    private const int Lengths = 24;
    private const int Distances = 40;
    private const int NearDistances = 120;
    private const int MostCacheBits = 11;
    private const uint CacheFactor = 0x1E35A7BD;

    // The 120 nearest pixels, as steps to the left and up, by how far they are; of equals the higher first, and of these the left one.
    private static readonly (int Left, int Up)[] Near =
    [
        .. from up in Enumerable.Range(0, 8)
           from left in Enumerable.Range(-7, 16)
           where up > 0 || left > 0
           orderby (left * left) + (up * up), up descending, left descending
           select (left, up),
    ];

    /// <summary>Reads a picture with one set of codes.</summary>
    /// <param name="bits">The data.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="pixels">Blue in the lowest byte, then green, red and opacity, when this method returns true.</param>
    public static bool TryRead(ref LosslessBits bits, int width, int height, [NotNullWhen(true)] out uint[]? pixels)
    {
        pixels = null;
        int cacheBits = bits.Read(1) == 1 ? bits.Read(4) : 0;
        uint[] cache = cacheBits > 0 ? new uint[1 << cacheBits] : [];
        if (cacheBits > MostCacheBits
            || !PrefixCodeDefinition.TryRead(ref bits, Greens + Lengths + cache.Length, out PrefixCode? green)
            || !PrefixCodeDefinition.TryRead(ref bits, Greens, out PrefixCode? red)
            || !PrefixCodeDefinition.TryRead(ref bits, Greens, out PrefixCode? blue)
            || !PrefixCodeDefinition.TryRead(ref bits, Greens, out PrefixCode? alpha)
            || !PrefixCodeDefinition.TryRead(ref bits, Distances, out PrefixCode? distance))
        {
            return false;
        }

        uint[] read = new uint[width * height];
        for (int at = 0; at < read.Length;)
        {
            int symbol = green.Read(ref bits);
            int run = 1;
            if (symbol < Greens)
            {
                read[at] = ((uint)symbol << 8) | ((uint)red.Read(ref bits) << 16) | (uint)blue.Read(ref bits) | ((uint)alpha.Read(ref bits) << 24);
            }
            else if (symbol >= Greens + Lengths)
            {
                read[at] = cache[symbol - Greens - Lengths];
            }
            else
            {
                run = Math.Min(Value(ref bits, symbol - Greens), read.Length - at);
                int back = Back(Value(ref bits, distance.Read(ref bits)), width);
                if (back > at)
                {
                    return false;
                }

                for (int i = at; i < at + run; i++)
                {
                    read[i] = read[i - back];
                }
            }

            for (int end = at + run; at < end; at++)
            {
                if (cache.Length > 0)
                {
                    cache[(read[at] * CacheFactor) >> (32 - cacheBits)] = read[at];
                }
            }

            if (bits.IsSpent)
            {
                return false;
            }
        }

        pixels = read;
        return true;
    }

    // Small values are symbols of their own; others have a symbol for their highest bits, and the rest follows.
    private static int Value(ref LosslessBits bits, int symbol)
    {
        if (symbol < 4)
        {
            return symbol + 1;
        }

        int rest = (symbol - 2) >> 1;
        return ((2 + (symbol & 1)) << rest) + bits.Read(rest) + 1;
    }

    private static int Back(int distance, int width) =>
        distance > NearDistances ? distance - NearDistances : Math.Max(1, Near[distance - 1].Left + (Near[distance - 1].Up * width));
}

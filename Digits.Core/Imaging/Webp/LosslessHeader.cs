using System.Diagnostics.CodeAnalysis;

namespace Digits.Core.Imaging.Webp;

/// <summary>Reads what lossless WebP data say before their pixels, for how many sets of codes they have (RFC 9649, 3.5 to 3.7).</summary>
/// <remarks>
/// A library builds tables of up to twelve kilobytes for each set, and 65,536 sets fit a file of 300 KB. Their number is nowhere written: it is the
/// largest number in a small picture, before which those of the transforms lie. These have a sixteenth of the pixels at most. Thread-safe.
/// </remarks>
internal static class LosslessHeader
{
    private const int MostTransforms = 4;

    /// <summary>How many sets of codes the data have, 1 to 65,536, or null where they are damaged.</summary>
    /// <param name="data">The data, from the first transform on.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    public static int? CodeSets(ReadOnlySpan<byte> data, int width, int height)
    {
        LosslessBits bits = new(data);
        int transforms = 0;
        while (bits.Read(1) == 1)
        {
            if (++transforms > MostTransforms || !TryPassTransform(ref bits, ref width, height))
            {
                return null;
            }
        }

        if (bits.Read(1) == 1)
        {
            bits.Read(4);
        }

        if (bits.Read(1) == 0)
        {
            return bits.IsSpent ? null : 1;
        }

        if (!TryReadBlocks(ref bits, width, height, out uint[]? blocks))
        {
            return null;
        }

        // Red and green together are the number of the block's set.
        uint most = 0;
        foreach (uint block in blocks)
        {
            most = Math.Max(most, (block >> 8) & ushort.MaxValue);
        }

        return (int)most + 1;
    }

    private static bool TryPassTransform(ref LosslessBits bits, ref int width, int height)
    {
        const int subtractGreen = 2;
        const int colourIndexing = 3;
        switch (bits.Read(2))
        {
            case subtractGreen:
                return true;
            case colourIndexing:
                int colours = bits.Read(8) + 1;
                int pixelsInOne = colours switch { <= 2 => 8, <= 4 => 4, <= 16 => 2, _ => 1 };
                width = (width + pixelsInOne - 1) / pixelsInOne;
                return LosslessImage.TryRead(ref bits, colours, 1, out _);
            default:
                return TryReadBlocks(ref bits, width, height, out _);
        }
    }

    /// <summary>Reads a picture that has a pixel for each block of the large one.</summary>
    private static bool TryReadBlocks(
        ref LosslessBits bits, int width, int height, [NotNullWhen(true)] out uint[]? blocks)
    {
        int side = 1 << (bits.Read(3) + 2);
        return LosslessImage.TryRead(ref bits, (width + side - 1) / side, (height + side - 1) / side, out blocks);
    }
}

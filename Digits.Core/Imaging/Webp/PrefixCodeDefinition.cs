using System.Diagnostics.CodeAnalysis;

namespace Digits.Core.Imaging.Webp;

/// <summary>Reads how lossless WebP data define a prefix code (RFC 9649, 3.7.2.1).</summary>
/// <remarks>Thread-safe.</remarks>
internal static class PrefixCodeDefinition
{
    private const int LengthSymbols = 19;
    private const int FirstLength = 8;

    // In what order the lengths of the code for lengths are written.
    private static ReadOnlySpan<byte> LengthOrder => [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    /// <summary>Reads a definition.</summary>
    /// <param name="bits">The data.</param>
    /// <param name="symbols">How many symbols there may be.</param>
    /// <param name="code">The code when this method returns true.</param>
    public static bool TryRead(ref LosslessBits bits, int symbols, [NotNullWhen(true)] out PrefixCode? code)
    {
        byte[] lengths = new byte[symbols];
        bool read = bits.Read(1) == 1 ? TryReadSimple(ref bits, lengths) : TryReadLengths(ref bits, lengths);
        code = read ? new PrefixCode(lengths) : null;
        code = code is { IsComplete: true } && !bits.IsSpent ? code : null;
        return code is not null;
    }

    // One symbol or two, of one bit or of eight.
    private static bool TryReadSimple(ref LosslessBits bits, Span<byte> lengths)
    {
        bool two = bits.Read(1) == 1;
        int first = bits.Read(bits.Read(1) == 1 ? 8 : 1);
        int second = two ? bits.Read(8) : first;
        if (first >= lengths.Length || second >= lengths.Length)
        {
            return false;
        }

        lengths[first] = 1;
        lengths[second] = 1;
        return true;
    }

    private static bool TryReadLengths(ref LosslessBits bits, Span<byte> lengths)
    {
        Span<byte> ofLengths = stackalloc byte[LengthSymbols];
        ofLengths.Clear();
        int count = 4 + bits.Read(4);
        for (int i = 0; i < count; i++)
        {
            ofLengths[LengthOrder[i]] = (byte)bits.Read(3);
        }

        PrefixCode code = new(ofLengths);
        int left = bits.Read(1) == 0 ? lengths.Length : 2 + bits.Read(2 + (2 * bits.Read(3)));
        if (!code.IsComplete || left > lengths.Length)
        {
            return false;
        }

        byte last = FirstLength;
        for (int symbol = 0; symbol < lengths.Length && left-- > 0;)
        {
            int length = code.Read(ref bits);
            int run = length switch
            {
                16 => 3 + bits.Read(2),
                17 => 3 + bits.Read(3),
                18 => 11 + bits.Read(7),
                _ => 1,
            };
            if (run > lengths.Length - symbol)
            {
                return false;
            }

            lengths.Slice(symbol, run).Fill(length switch { < 16 => (byte)length, 16 => last, _ => 0 });
            last = length is > 0 and < 16 ? (byte)length : last;
            symbol += run;
        }

        return true;
    }
}

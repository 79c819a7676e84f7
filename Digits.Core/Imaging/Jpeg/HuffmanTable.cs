using System.Diagnostics.CodeAnalysis;

namespace Digits.Core.Imaging.Jpeg;

/// <summary>One of a JPEG's Huffman tables, ready to decode with (ITU-T T.81, annex C and F.2.2.3).</summary>
/// <remarks>Codes of up to nine bits, which nearly all are, are looked up; longer ones are found by the largest code of each length.</remarks>
internal sealed class HuffmanTable
{
    /// <summary>The most bits of a code.</summary>
    public const int LongestCode = 16;

    private const int LookedUpBits = 9;

    // Of each nine bits the value in the low byte and the code's length above it; 0 where the code is longer.
    private readonly ushort[] _lookup = new ushort[1 << LookedUpBits];
    private readonly byte[] _values;

    // For each length: the first code that is too large for it, moved to sixteen bits, and what leads from a code to its value's place.
    private readonly int[] _limit = new int[LongestCode + 1];
    private readonly int[] _offset = new int[LongestCode + 1];

    private AcSteps? _steps;

    private HuffmanTable(byte[] values) => _values = values;

    /// <summary>The same table for passing over AC coefficients; made when it is first asked for.</summary>
    public AcSteps Steps => _steps ??= new AcSteps(this);

    /// <summary>Builds a table.</summary>
    /// <param name="counts">How many codes there are of 1 to 16 bits, 16 numbers.</param>
    /// <param name="values">Their values in order, 0 to 255.</param>
    /// <param name="table">The table when this method returns true.</param>
    /// <returns>False when there are more codes than bits make room for; that of ones alone is forbidden.</returns>
    public static bool TryBuild(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values, [NotNullWhen(true)] out HuffmanTable? table)
    {
        table = null;
        HuffmanTable built = new(values.ToArray());
        int code = 0;
        int at = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            int count = counts[length - 1];
            built._offset[length] = at - code;
            if (count > 0 && code + count >= 1 << length)
            {
                return false;
            }

            for (int i = 0; i < count && length <= LookedUpBits; i++)
            {
                int spare = LookedUpBits - length;
                built._lookup.AsSpan((code + i) << spare, 1 << spare).Fill((ushort)((length << 8) | values[at + i]));
            }

            (code, at) = (code + count, at + count);
            built._limit[length] = code << (LongestCode - length);
            code <<= 1;
        }

        table = built;
        return true;
    }

    /// <summary>Finds the code that some bits begin with.</summary>
    /// <param name="bits">The next sixteen bits.</param>
    /// <param name="length">The code's length in bits; 0 where no code fits.</param>
    /// <returns>Its value.</returns>
    public int Decode(int bits, out int length)
    {
        int entry = _lookup[bits >> (LongestCode - LookedUpBits)];
        length = entry >> 8;
        return entry != 0 ? (byte)entry : DecodeLong(bits, out length);
    }

    private int DecodeLong(int bits, out int length)
    {
        for (length = LookedUpBits + 1; length <= LongestCode; length++)
        {
            if (bits < _limit[length])
            {
                return _values[(bits >> (LongestCode - length)) + _offset[length]];
            }
        }

        length = 0;
        return 0;
    }
}

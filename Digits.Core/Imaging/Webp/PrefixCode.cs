namespace Digits.Core.Imaging.Webp;

/// <summary>One of lossless WebP's prefix codes, as its lengths define it (RFC 9649, 3.7.2.1).</summary>
/// <remarks>Codes of up to eight bits are looked up, longer ones found by their length.</remarks>
internal sealed class PrefixCode
{
    private const int LongestCode = 15;
    private const int LookedUpBits = 8;

    private readonly int[] _counts = new int[LongestCode + 1];
    private readonly int[] _symbols;

    // Of each eight bits the symbol, and below it in four bits the code's length; 0 where the code is longer.
    private readonly int[] _lookup = new int[1 << LookedUpBits];

    /// <summary>A code by the length of each symbol in bits, 0 to 15, of which 0 is none.</summary>
    public PrefixCode(ReadOnlySpan<byte> lengths)
    {
        foreach (byte length in lengths)
        {
            _counts[length]++;
        }

        _counts[0] = 0;
        Span<int> next = stackalloc int[LongestCode + 2];
        for (int length = 1; length <= LongestCode; length++)
        {
            next[length + 1] = next[length] + _counts[length];
        }

        _symbols = new int[next[LongestCode + 1]];
        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] > 0)
            {
                _symbols[next[lengths[symbol]]++] = symbol;
            }
        }

        FillLookup();
    }

    /// <summary>True where the codes leave no bits without a meaning; one symbol alone takes no bits.</summary>
    public bool IsComplete
    {
        get
        {
            int room = 1;
            for (int length = 1; length <= LongestCode; length++)
            {
                room = (room << 1) - _counts[length];
                if (room < 0)
                {
                    return false;
                }
            }

            return room == 0 || _symbols.Length == 1;
        }
    }

    /// <summary>Reads the next symbol.</summary>
    public int Read(ref LosslessBits bits)
    {
        if (_symbols.Length == 1)
        {
            return _symbols[0];
        }

        uint next = bits.Peek();
        int entry = _lookup[next & ((1 << LookedUpBits) - 1)];
        if (entry != 0)
        {
            bits.Skip(entry & 15);
            return entry >> 4;
        }

        (int code, int first, int index) = (0, 0, 0);
        for (int length = 1; length <= LongestCode; length++)
        {
            code |= (int)(next >> (length - 1)) & 1;
            int count = _counts[length];
            if (code - first < count)
            {
                bits.Skip(length);
                return _symbols[index + code - first];
            }

            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }

        return 0;
    }

    // A code's first bit is the lowest of those that are read.
    private void FillLookup()
    {
        (int code, int index) = (0, 0);
        for (int length = 1; length <= LookedUpBits; length++)
        {
            for (int i = 0; i < _counts[length] && code < 1 << length; i++)
            {
                int entry = (_symbols[index++] << 4) | length;
                for (int at = Reversed(code++, length); at < _lookup.Length; at += 1 << length)
                {
                    _lookup[at] = entry;
                }
            }

            code <<= 1;
        }
    }

    private static int Reversed(int code, int length)
    {
        int reversed = 0;
        for (int bit = 0; bit < length; bit++)
        {
            reversed |= (code >> bit & 1) << (length - 1 - bit);
        }

        return reversed;
    }
}

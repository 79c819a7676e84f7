namespace Digits.Core.Imaging.Jpeg;

/// <summary>
/// How far the AC coefficients of a sequential block go with the next twelve bits: of a noisy photo's some three symbols lie in them, and are
/// passed over in one look instead of in one each.
/// </summary>
/// <remarks>Immutable.</remarks>
internal sealed class AcSteps
{
    /// <summary>Bits that are looked at.</summary>
    public const int Bits = 12;

    private const int ShiftOfAdvance = 8;
    private const int EndOfBlock = 1 << 16;

    private readonly int[] _steps = new int[1 << Bits];

    /// <summary>Follows every beginning of twelve bits to the last symbol that is whole in it.</summary>
    public AcSteps(HuffmanTable table)
    {
        for (int prefix = 0; prefix < _steps.Length; prefix++)
        {
            _steps[prefix] = Follow(table, prefix);
        }
    }

    /// <summary>One look.</summary>
    /// <param name="prefix">The next bits.</param>
    /// <param name="bits">How many of them the symbols take; 0 where not even one is whole.</param>
    /// <param name="advance">How many coefficients they pass over, the end of the block counted as one.</param>
    /// <param name="ends">True where the last symbol ends the block.</param>
    public void Look(int prefix, out int bits, out int advance, out bool ends)
    {
        int step = _steps[prefix];
        bits = (byte)step;
        advance = (byte)(step >> ShiftOfAdvance);
        ends = (step & EndOfBlock) != 0;
    }

    private static int Follow(HuffmanTable table, int prefix)
    {
        (int bits, int advance) = (0, 0);
        while (true)
        {
            int next = (prefix << (HuffmanTable.LongestCode - Bits + bits)) & ushort.MaxValue;
            int symbol = table.Decode(next, out int length);
            (int run, int size) = (symbol >> 4, symbol & 15);
            bool ends = size == 0 && run < 15;
            if (length == 0 || bits + length + size > Bits)
            {
                return bits | (advance << ShiftOfAdvance);
            }

            bits += length + size;
            if (ends)
            {
                return bits | ((advance + 1) << ShiftOfAdvance) | EndOfBlock;
            }

            advance += run + 1;
        }
    }
}

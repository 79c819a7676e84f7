using Digits.Core.Imaging.Jpeg;

namespace Digits.Tests.Imaging.Jpeg;

public sealed class AcStepsTests
{
    // 0: end of block; 10: one coefficient of one bit; 110: fifteen zeros and one of two bits; 1110: sixteen zeros; 11110: one of ten bits.
    private static readonly HuffmanTable Table = Build([1, 1, 1, 1, 1], [0x00, 0x01, 0xF2, 0xF0, 0x0A]);

    [Theory]
    [InlineData("000000000000", 1, 1, true)]
    [InlineData("100000000000", 4, 2, true)]
    [InlineData("100101100101", 12, 4, false)]
    [InlineData("100101101110", 9, 3, false)]
    [InlineData("110110000000", 6, 17, true)]
    [InlineData("111011100000", 9, 33, true)]
    [InlineData("111100000000", 0, 0, false)]
    [InlineData("111111111111", 0, 0, false)]
    public void Look_Prefix_PassesOverTheSymbolsThatAreWhole(string prefix, int bits, int advance, bool ends)
    {
        new AcSteps(Table).Look(Convert.ToInt32(prefix, 2), out int taken, out int passed, out bool ended);
        Assert.Equal((bits, advance, ends), (taken, passed, ended));
    }

    // Whatever the data say, one look after the other passes over what one symbol after the other does.
    [Fact]
    public void PassAc_RandomBits_TakesWhatSymbolsTake()
    {
        var random = new Random(3);
        for (int round = 0; round < 300; round++)
        {
            byte[] data = [.. Enumerable.Range(0, 400).Select(_ => (byte)random.Next(255))];
            JpegBits fast = new(data);
            JpegBits slow = new(data);
            for (int block = 0; block < 20; block++)
            {
                fast.PassAc(Table);
                PassBySymbols(ref slow);
                Assert.Equal(slow.Number(8), fast.Number(8));
                Assert.Equal(slow.IsSpent, fast.IsSpent);
                if (slow.IsSpent)
                {
                    break;
                }
            }
        }
    }

    private static void PassBySymbols(ref JpegBits bits)
    {
        for (int k = 1; k < 64;)
        {
            int symbol = bits.Symbol(Table);
            bits.Number(symbol & 15);
            k = symbol == 0 ? 64 : k + (symbol >> 4) + 1;
        }
    }

    private static HuffmanTable Build(byte[] counts, byte[] values)
    {
        Assert.True(HuffmanTable.TryBuild([.. counts, .. new byte[16 - counts.Length]], values, out HuffmanTable? table));
        return table;
    }
}

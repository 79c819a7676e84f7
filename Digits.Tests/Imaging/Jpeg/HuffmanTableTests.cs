using Digits.Core.Imaging.Jpeg;

namespace Digits.Tests.Imaging.Jpeg;

public sealed class HuffmanTableTests
{
    // Codes: 0; 10; 110; and 1110 0000 0000 of twelve bits, which is too long to be looked up.
    private static readonly byte[] Counts = [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0];
    private static readonly byte[] Values = [5, 6, 7, 8];

    [Theory]
    [InlineData(0b0111_1111_1111_1111, 5, 1)]
    [InlineData(0b1011_1111_1111_1111, 6, 2)]
    [InlineData(0b1100_0000_0000_0000, 7, 3)]
    [InlineData(0b1110_0000_0000_1111, 8, 12)]
    [InlineData(0b1110_0000_0001_0000, 0, 0)]
    [InlineData(0b1111_1111_1111_1111, 0, 0)]
    public void Decode_BitsThatBeginWithACode_GivesItsValueAndLength(int bits, int value, int length)
    {
        Assert.True(HuffmanTable.TryBuild(Counts, Values, out HuffmanTable? table));
        Assert.Equal((value, length), (table.Decode(bits, out int actual), actual));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(1, 2)]
    [InlineData(0, 5)]
    public void TryBuild_MoreCodesThanThereIsRoomFor_IsFalse(byte ofOneBit, byte ofTwoBits) =>
        Assert.False(HuffmanTable.TryBuild([ofOneBit, ofTwoBits, .. new byte[14]], new byte[8], out _));
}

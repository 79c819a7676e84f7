using Digits.Core.Imaging;

namespace Digits.Tests.Imaging;

public sealed class ExifOrientationTests
{
    // Stored, 3 wide and 2 high:  1 2 3
    //                             4 5 6
    [Theory]
    [InlineData(1, new byte[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(2, new byte[] { 3, 2, 1, 6, 5, 4 })]
    [InlineData(3, new byte[] { 6, 5, 4, 3, 2, 1 })]
    [InlineData(4, new byte[] { 4, 5, 6, 1, 2, 3 })]
    [InlineData(5, new byte[] { 1, 4, 2, 5, 3, 6 })]
    [InlineData(6, new byte[] { 4, 1, 5, 2, 6, 3 })]
    [InlineData(7, new byte[] { 6, 3, 5, 2, 4, 1 })]
    [InlineData(8, new byte[] { 3, 6, 2, 5, 1, 4 })]
    [InlineData(0, new byte[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(9, new byte[] { 1, 2, 3, 4, 5, 6 })]
    public void Copy_EachOrientation_TurnsUpright(int orientation, byte[] expected)
    {
        byte[] upright = new byte[6];
        ExifOrientation.Copy([1, 2, 3, 4, 5, 6], 3, 2, orientation, upright);
        Assert.Equal(expected, upright);
    }
}

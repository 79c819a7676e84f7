using Digits.Core.Imaging;

namespace Digits.Tests.Imaging;

public sealed class RowColoursTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Any_RowWithoutColours_IsFalse(int bands) => Assert.False(RowColours.Any([1, 2, 3, 4], bands));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Any_GreyPixels_IsFalse(int bands) => Assert.False(RowColours.Any(Grey(37, bands), bands));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Any_OneColouredPixelAnywhere_IsTrue(int bands)
    {
        for (int at = 0; at < 37; at++)
        {
            for (int band = 0; band < 3; band++)
            {
                byte[] row = Grey(37, bands);
                row[(at * bands) + band] ^= 1;
                Assert.True(RowColours.Any(row, bands), $"band {band} of pixel {at}");
            }
        }
    }

    [Fact]
    public void Any_OpacityThatDiffers_IsFalse() => Assert.False(RowColours.Any([7, 7, 7, 255, 7, 7, 7, 3], 4));

    private static byte[] Grey(int pixels, int bands) =>
        [.. Enumerable.Range(0, pixels * bands).Select(i => bands == 4 && i % bands == 3 ? (byte)200 : (byte)(i / bands * 5))];
}

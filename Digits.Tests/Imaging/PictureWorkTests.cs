using Digits.Core.Imaging;

namespace Digits.Tests.Imaging;

public sealed class PictureWorkTests
{
    // A photo of a phone, a scan and a screenshot are looked at twice, to find a small digit; what fills the body's limit or all pixels is not.
    [Theory]
    [InlineData("Jpeg", 5_000_000, 12_000_000, true)]
    [InlineData("Jpeg", 12_000_000, 40_000_000, true)]
    [InlineData("Png", 12_000_000, 8_000_000, true)]
    [InlineData("Png", 130_000, 40_000_000, true)]
    [InlineData("Png", 16_700_000, 1_000_000, false)]
    [InlineData("Webp", 2_000_000, 12_000_000, true)]
    [InlineData("Webp", 9_000_000, 12_000_000, false)]
    [InlineData("Gif", 4_000_000, 16_000_000, true)]
    [InlineData("Bmp", 16_000_000, 16_000_000, true)]
    public void Nanoseconds_OfSizes_TellWhetherASecondDecodeIsAffordable(string format, int bytes, long pixels, bool affordable) =>
        Assert.Equal(affordable, 2 * PictureWork.Nanoseconds(Enum.Parse<ImageFormat>(format), bytes, pixels) <= PictureWork.MostNanoseconds);
}

using Digits.Core.Imaging;
using Digits.Tests.Imaging.Png;

namespace Digits.Tests.Imaging;

public sealed class ImageDecoderReductionTests
{
    private readonly ImageDecoder _decoder = new(new ImageCodec());

    // 4,100 pixels need boxes of 3; the bar from a third to two thirds of the width is in the same place afterwards.
    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public void Decode_LargePng_IsReducedByAWholeFactor(int bands, bool whiteInk)
    {
        byte[] file = PngFile.WithBar(4_100, 300, bands, whiteInk);
        using GrayImage? image = _decoder.Decode(file).Value;
        Assert.NotNull(image);
        Assert.Equal((1_367, 100, 4_100, 300), (image.Width, image.Height, image.SourceWidth, image.SourceHeight));
        Assert.Equal((255, 0, 255), (image.Row(50)[100], image.Row(50)[680], image.Row(50)[1_300]));
    }

    // Red 130 and green 66 weigh 39; they differ in hue alone, and so do their means.
    [Theory]
    [InlineData(2_000)]
    [InlineData(100)]
    public void Decode_InkOfThePapersLuminance_ShowsItAtAnySize(int longestSide)
    {
        byte[] row = [0, .. Enumerable.Range(0, 1_000).SelectMany(x => x is >= 400 and < 600 ? new byte[] { 130, 0, 0 } : [0, 66, 0])];
        byte[] file = PngFile.Of(1_000, 50, 2, 8, [.. Enumerable.Repeat(row, 50).SelectMany(bytes => bytes)], [], [], 1);
        using GrayImage? image = _decoder.Decode(file, longestSide).Value;
        Assert.NotNull(image);
        Assert.Equal(130, Math.Abs(image.Row(2)[image.Width / 2] - image.Row(2)[0]));
    }

    // Half of each block is black, and half of it hidden white: what is seen is half dark.
    [Fact]
    public void Decode_ReducedBlocksHalfClear_AreWeighedByOpacity()
    {
        byte[] row = [0, .. Enumerable.Range(0, 400).SelectMany(x => x % 2 == 0 || x >= 200 ? new byte[] { 255, 255, 255, 0 } : [0, 0, 0, 255])];
        byte[] file = PngFile.Of(400, 40, 6, 8, [.. Enumerable.Repeat(row, 40).SelectMany(bytes => bytes)], [], [], 1);
        using GrayImage? image = _decoder.Decode(file, 100).Value;
        Assert.Equal((128, 255), (image!.Row(3)[20], image.Row(3)[80]));
    }

    [Fact]
    public void Decode_PictureOfOneRow_KeepsItsRow()
    {
        using GrayImage? image = _decoder.Decode(PngFile.WithBar(9_000, 1, 1, whiteInk: false)).Value;
        Assert.Equal((1_800, 1), (image?.Width, image?.Height));
    }
}

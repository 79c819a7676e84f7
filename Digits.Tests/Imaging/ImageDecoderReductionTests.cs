using Digits.Core.Imaging;

namespace Digits.Tests.Imaging;

public sealed class ImageDecoderReductionTests
{
    private readonly ImageDecoder _decoder = new(ImageCodec.Create());

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

    [Fact]
    public void Decode_PictureOfOneRow_KeepsItsRow()
    {
        using GrayImage? image = _decoder.Decode(PngFile.WithBar(9_000, 1, 1, whiteInk: false)).Value;
        Assert.Equal((1_800, 1), (image?.Width, image?.Height));
    }
}

using Digits.Core.Imaging;
using Digits.Core.Recognition;

namespace Digits.Tests.Imaging;

public sealed class ImageDecoderDamageTests
{
    private readonly ImageDecoder _decoder = new(new ImageCodec());

    [Theory]
    [InlineData("7-grey-truncated.png")]
    [InlineData("0-baseline-truncated.jpg")]
    [InlineData("6-progressive-truncated.jpg")]
    [InlineData("1-lossy-truncated.webp")]
    [InlineData("2-lossless-truncated.webp")]
    [InlineData("4-static-truncated.gif")]
    [InlineData("7-grey-wrong-checksum.png")]
    [InlineData("signature-only.png")]
    public void Decode_DamagedFile_IsUnreadable(string name)
    {
        Outcome<GrayImage> outcome = _decoder.Decode(FixtureFile.Read("damaged/" + name));
        Assert.Equal(RecognitionErrorCode.UnreadableImage, outcome.Error?.Code);
    }

    [Fact]
    public void Decode_AfterADamagedFile_ReadsASoundOne()
    {
        _decoder.Decode(FixtureFile.Read("damaged/7-grey-truncated.png"));
        using GrayImage? image = _decoder.Decode(FixtureFile.Read("7-grey.png")).Value;
        Assert.NotNull(image);
    }

    [Fact]
    public void Decode_JpegWithBytesAfterItsEnd_IsRead()
    {
        using GrayImage? image = _decoder.Decode((byte[])[.. FixtureFile.Read("0-baseline.jpg"), .. "trailing bytes"u8]).Value;
        Assert.NotNull(image);
    }

    [Fact]
    public void Decode_HeaderBeyondTheLimit_IsTooLargeAndSaysBothSizes()
    {
        Outcome<GrayImage> outcome = _decoder.Decode(FixtureFile.Read("damaged/announces-60000x60000.png"));
        Assert.Equal(
            new RecognitionError(
                RecognitionErrorCode.ImageTooLarge, "The image is 60000x60000 pixels; at most 40 megapixels are read."),
            outcome.Error);
    }

    [Fact]
    public void Decode_TurnedPictureBeyondTheLimit_SaysItsUprightSize()
    {
        ImageDecoder strict = new(new ImageCodec(), 64 * 96 - 1);
        Outcome<GrayImage> outcome = strict.Decode(FixtureFile.Read("7-exif-orientation-6.jpg"));
        Assert.Equal("The image is 64x96 pixels; at most 6143 pixels are read.", outcome.Error?.Message);
    }

    [Fact]
    public void Decode_PictureAtTheLimit_IsRead()
    {
        ImageDecoder strict = new(new ImageCodec(), 64 * 96);
        using GrayImage? image = strict.Decode(FixtureFile.Read("7-exif-orientation-6.jpg")).Value;
        Assert.NotNull(image);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500_000_001)]
    public void Constructor_LimitOutOfRange_Throws(long maxPixels) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageDecoder(new ImageCodec(), maxPixels));
}

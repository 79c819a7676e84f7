using Digits.Core.Imaging;
using Digits.Core.Imaging.Jpeg;
using Digits.Core.Recognition;

namespace Digits.Tests.Imaging.Jpeg;

public sealed class JpegCodecTests
{
    private const int EndLength = 2;

    private readonly ImageDecoder _decoder = new(new ImageCodec());

    // What lacks no more than its end marker is read; nothing else that broke off is.
    [Theory]
    [InlineData("0-baseline.jpg")]
    [InlineData("6-progressive.jpg")]
    [InlineData("7-cmyk.jpg")]
    [InlineData("7-exif-orientation-6.jpg")]
    public void Decode_CutAnywhere_IsUnreadableOrTheSamePicture(string name)
    {
        byte[] file = FixtureFile.Read(name);
        Assert.Equal(file.Length - EndLength, Cuts.LeastReadable(file));
    }

    [Fact]
    public void Decode_OtherSegments_ChangeNoPixel()
    {
        byte[] file = FixtureFile.Read("0-baseline.jpg");
        byte[] full = JpegFile.AtStart(
            file,
            [
                .. JpegFile.Segment(0xE1, "Exif\0\0not TIFF"u8),
                .. JpegFile.Segment(0xE2, [.. "ICC_PROFILE\0\u0001\u0001"u8, .. new byte[500]]),
                .. JpegFile.Segment(0xED, "Photoshop 3.0\0"u8),
                .. JpegFile.Segment(0xFE, "a comment"u8),
            ]);
        using GrayImage? plain = _decoder.Decode(file).Value;
        using GrayImage? dressed = _decoder.Decode(full).Value;
        Assert.True(plain!.Pixels.SequenceEqual(dressed!.Pixels));
    }

    [Fact]
    public void Essence_OfAFileWithOtherSegments_HasNoneOfThem()
    {
        byte[] file = JpegFile.AtStart(
            FixtureFile.Read("7-cmyk.jpg"), [.. JpegFile.Segment(0xE2, "ICC_PROFILE"u8), .. JpegFile.Segment(0xFE, "comment"u8)]);
        Assert.True(JpegLayout.TryRead(file, out JpegLayout? layout, out _));
        byte[] essence = new byte[JpegEssence.Length(layout)];
        JpegEssence.Write(file, layout, essence);
        Assert.True(essence.AsSpan().IndexOf("ICC_PROFILE"u8) < 0 && essence.AsSpan().IndexOf("comment"u8) < 0);
        Assert.True(essence.AsSpan().IndexOf("Adobe"u8) > 0);
        Assert.True(essence.AsSpan().EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]));
    }

    [Fact]
    public void Decode_FirstOfSeveralExif_DecidesOnTheOrientation()
    {
        byte[] file = JpegFile.AtStart(
            FixtureFile.Read("7-exif-orientation-6.jpg"), JpegFile.Segment(0xE1, "Exif\0\0MM\0*\0\0\0\b\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0001\0\0"u8));
        using GrayImage? image = _decoder.Decode(file).Value;
        Assert.Equal((96, 64), (image?.Width, image?.Height));
    }

    // Phones append a second picture, or a film, after the first one's end.
    [Fact]
    public void Decode_SecondPictureAfterTheEnd_IsTheFirst()
    {
        byte[] first = FixtureFile.Read("0-baseline.jpg");
        using GrayImage? alone = _decoder.Decode(first).Value;
        using GrayImage? image = _decoder.Decode((byte[])[.. first, .. FixtureFile.Read("6-progressive.jpg")]).Value;
        Assert.True(alone!.Pixels.SequenceEqual(image!.Pixels));
    }

    [Fact]
    public void Decode_FillBytesAndBytesBetweenSegments_ArePassedOver()
    {
        byte[] file = JpegFile.BeforeScan(FixtureFile.Read("0-baseline.jpg"), [0, 1, 2, 0xFF, 0xFF, 0xFF]);
        using GrayImage? image = _decoder.Decode(file).Value;
        Assert.NotNull(image);
    }

    [Theory]
    [InlineData(0xC3, 8, "lossless or hierarchical")]
    [InlineData(0xC5, 8, "lossless or hierarchical")]
    [InlineData(0xC1, 12, "8 bits")]
    public void Decode_KindThatIsNotRead_SaysSo(byte marker, byte precision, string said)
    {
        byte[] file =
        [
            0xFF, 0xD8, .. JpegFile.Quantization(), .. JpegFile.Frame(marker, 8, 8, precision), .. JpegFile.Scan(0, 63, 0, 0), 0, 0xFF, 0xD9,
        ];
        RecognitionError? error = _decoder.Decode(file).Error;
        Assert.Equal(RecognitionErrorCode.UnreadableImage, error?.Code);
        Assert.Contains(said, error?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(8, 0)]
    public void Decode_FrameWithoutASide_IsUnreadable(int width, int height)
    {
        byte[] file = [0xFF, 0xD8, .. JpegFile.Quantization(), .. JpegFile.Frame(0xC0, width, height), .. JpegFile.Scan(0, 63, 0, 0), 0, 0xFF, 0xD9];
        Assert.Equal(RecognitionErrorCode.UnreadableImage, _decoder.Decode(file).Error?.Code);
    }

    [Fact]
    public void Decode_TwoFrames_IsUnreadable()
    {
        byte[] file = JpegFile.BeforeScan(FixtureFile.Read("7-grey.jpg"), JpegFile.Frame(0xC0, 96, 96));
        Assert.Equal(RecognitionErrorCode.UnreadableImage, _decoder.Decode(file).Error?.Code);
    }
}

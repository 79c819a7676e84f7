using System.Buffers.Binary;
using Digits.Core.Imaging;
using Digits.Core.Imaging.Webp;
using Digits.Core.Recognition;

namespace Digits.Tests.Imaging.Webp;

public sealed class WebpCodecTests
{
    private const byte ExifFlag = 0x08;
    private const int Side = 96;

    private static readonly byte[] Exif = [.. "MM\0*\0\0\0\b\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0"u8, 6, 0, 0];

    private readonly ImageDecoder _decoder = new(new ImageCodec());

    [Theory]
    [InlineData("1-lossy.webp")]
    [InlineData("2-lossless.webp")]
    [InlineData("3-alpha.webp")]
    [InlineData("5-animated.webp")]
    public void Decode_CutAnywhere_IsUnreadableOrTheSamePicture(string name)
    {
        byte[] file = FixtureFile.Read(name);

        // The last byte may be padding.
        Assert.InRange(Cuts.LeastReadable(file), file.Length - 1, file.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Decode_Exif_TurnsUprightWhereverItLies(bool before)
    {
        byte[] data = WebpFile.Chunks(FixtureFile.Read("1-lossy.webp"));
        byte[] exif = WebpFile.Chunk("EXIF"u8, Exif);
        byte[] file = WebpFile.Of([.. WebpFile.Extended(ExifFlag, Side, Side), .. before ? exif : data, .. before ? data : exif]);
        using GrayImage? plain = _decoder.Decode(FixtureFile.Read("1-lossy.webp")).Value;
        using GrayImage? turned = _decoder.Decode(file).Value;
        byte[] expected = new byte[Side * Side];
        ExifOrientation.Copy(plain!.Pixels, Side, Side, 6, expected);
        Assert.True(turned!.Pixels.SequenceEqual(expected));
    }

    [Fact]
    public void Essence_OfAStillPicture_IsItsDataAlone()
    {
        byte[] plain = FixtureFile.Read("1-lossy.webp");
        byte[] file = WebpFile.Of(
        [
            .. WebpFile.Extended(0x2C, Side, Side), .. WebpFile.Chunk("ICCP"u8, new byte[501]), .. WebpFile.Chunks(plain),
            .. WebpFile.Chunk("XMP "u8, new byte[300]), .. WebpFile.Chunk("ABCD"u8, new byte[1]),
        ]);
        Assert.Equal(plain, Essence(file));
        Assert.True(WebpLayout.TryRead(plain, out WebpLayout? layout) && WebpEssence.Is(plain, layout));
    }

    [Fact]
    public void Essence_OfAnAnimation_HasOneFrame()
    {
        byte[] file = FixtureFile.Read("5-animated.webp");
        byte[] essence = Essence(file);
        Assert.Equal(2, Count(file, "ANMF"u8));
        Assert.Equal(1, Count(essence, "ANMF"u8));
        Assert.Equal(essence.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(essence.AsSpan(4)));
    }

    [Fact]
    public void Decode_FirstFrameSmallerThanItsCanvas_LiesWhereItSays()
    {
        byte[] file = WebpFile.Animation(200, 150, 2, 40, 20, Side, WebpFile.Chunks(FixtureFile.Read("1-lossy.webp")));
        using GrayImage? still = _decoder.Decode(FixtureFile.Read("1-lossy.webp")).Value;
        using GrayImage? image = _decoder.Decode(file).Value;
        Assert.Equal((200, 150), (image?.Width, image?.Height));
        Assert.True(image!.Row(20 + 48).Slice(40, Side).SequenceEqual(still!.Row(48)));
    }

    [Theory]
    [InlineData(200, 200, 106, 0)]
    [InlineData(200, 100, 0, 6)]
    public void Decode_FirstFrameOutsideItsCanvas_IsUnreadable(int width, int height, int left, int top) => AssertUnreadable(
        WebpFile.Animation(width, height, 1, left, top, Side, WebpFile.Chunks(FixtureFile.Read("1-lossy.webp"))));

    [Fact]
    public void Decode_FrameOfAnotherSizeThanItsData_IsUnreadable() => AssertUnreadable(
        WebpFile.Animation(200, 200, 1, 0, 0, Side + 1, WebpFile.Chunks(FixtureFile.Read("1-lossy.webp"))));

    [Fact]
    public void Decode_CanvasOfAnotherSizeThanTheStillPicture_IsUnreadable() => AssertUnreadable(
        WebpFile.Of([.. WebpFile.Extended(0, 97, Side), .. WebpFile.Chunks(FixtureFile.Read("1-lossy.webp"))]));

    [Theory]
    [InlineData("")]
    [InlineData("VP8X")]
    [InlineData("VP8 \u0004\0\0\0abcd")]
    [InlineData("VP8L\u0005\0\0\0abcde\0")]
    [InlineData("ANMF\u0002\0\0\0ab")]
    public void Decode_NoPictureData_IsUnreadable(string chunks) => AssertUnreadable(WebpFile.Of(System.Text.Encoding.Latin1.GetBytes(chunks)));

    private static byte[] Essence(byte[] file)
    {
        Assert.True(WebpLayout.TryRead(file, out WebpLayout? layout));
        byte[] essence = new byte[WebpEssence.Length(layout)];
        WebpEssence.Write(file, layout, essence);
        return essence;
    }

    private static int Count(ReadOnlySpan<byte> file, ReadOnlySpan<byte> name)
    {
        int at = file.IndexOf(name);
        return at < 0 ? 0 : 1 + Count(file[(at + 1)..], name);
    }

    private void AssertUnreadable(byte[] file) => Assert.Equal(RecognitionErrorCode.UnreadableImage, _decoder.Decode(file).Error?.Code);
}

using Digits.Core.Imaging;
using Digits.Core.Recognition;

namespace Digits.Tests.Imaging;

public sealed class ImageDecoderTests
{
    private readonly ImageDecoder _decoder = new(new ImageCodec());

    public static TheoryData<string> SoundFixtures => [.. FixtureFile.Sound()];

    [Theory]
    [MemberData(nameof(SoundFixtures))]
    public void Decode_SoundFixture_HasInkAndPaper(string name)
    {
        using GrayImage image = Decode(name);
        Assert.InRange(Contrast(image), 100, 255);
    }

    [Theory]
    [InlineData("7-grey.png", 64, 64)]
    [InlineData("8-canvas-280.png", 280, 280)]
    [InlineData("1-wide-paper.png", 300, 80)]
    [InlineData("0-baseline.jpg", 96, 96)]
    [InlineData("7-photo.jpg", 240, 320)]
    [InlineData("7-exif-orientation-1.jpg", 64, 96)]
    [InlineData("7-exif-orientation-6.jpg", 64, 96)]
    [InlineData("1-lossy.webp", 96, 96)]
    [InlineData("5-animated.webp", 64, 64)]
    [InlineData("5-animated.gif", 64, 64)]
    public void Decode_SoundFixture_HasItsUprightSize(string name, int width, int height)
    {
        using GrayImage image = Decode(name);
        Assert.Equal((width, height, width, height), (image.Width, image.Height, image.SourceWidth, image.SourceHeight));
    }

    [Theory]
    [InlineData("7-grey-alpha.png", 0)]
    [InlineData("7-rgba-transparent-dark.png", 0)]
    [InlineData("7-grey-16-bit.png", 0)]
    [InlineData("7-rgba-16-bit.png", 0)]
    [InlineData("7-interlaced.png", 0)]
    [InlineData("7-one-bit.png", 127)]
    public void Decode_SameDigitInAnotherPng_EqualsTheGreyOne(string name, int tolerance)
    {
        using GrayImage grey = Decode("7-grey.png");
        using GrayImage other = Decode(name);
        AssertSame(grey, other, tolerance);
    }

    [Fact]
    public void Decode_CmykJpeg_EqualsTheGreyOneWithinAPrintersBlack()
    {
        using GrayImage grey = Decode("7-grey.jpg");
        using GrayImage cmyk = Decode("7-cmyk.jpg");
        AssertSame(grey, cmyk, 64);
    }

    // Two encodings of one picture, each at quality 95, differ by a few levels at the edges.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Decode_ExifOrientation_TurnsUpright(int orientation)
    {
        using GrayImage upright = Decode("7-exif-orientation-1.jpg");
        using GrayImage turned = Decode($"7-exif-orientation-{orientation}.jpg");
        AssertSame(upright, turned, 12);
    }

    [Theory]
    [InlineData("2-rgba-transparent-white.png")]
    [InlineData("6-transparent.gif")]
    [InlineData("3-alpha.webp")]
    public void Decode_TransparentCanvas_ShowsDarkInkOnWhite(string name)
    {
        using GrayImage image = Decode(name);
        Assert.Equal(255, image.Pixels[0]);
        Assert.InRange(image.Pixels.ToArray().Count(pixel => pixel < 64), 100, image.Pixels.Length / 3);
    }

    // The still picture of the same 5 has a palette of 16 greys.
    [Theory]
    [InlineData("5-animated.webp")]
    [InlineData("5-animated.gif")]
    public void Decode_Animation_ShowsTheFirstFrame(string name)
    {
        using GrayImage still = Decode("5-palette.png");
        using GrayImage animated = Decode(name);
        AssertSame(still, animated, 16);
    }

    [Fact]
    public void Decode_ColourOfThePapersLuminance_ShowsTheInk()
    {
        using GrayImage image = Decode("3-red-on-equal-green.png");
        Assert.Equal(255, Contrast(image));
    }

    [Fact]
    public void Decode_NoBytes_IsUnreadable() => AssertFails(RecognitionErrorCode.UnreadableImage, _decoder.Decode(Array.Empty<byte>()));

    [Fact]
    public void Decode_TextNamedLikeAPicture_IsUnsupported() =>
        AssertFails(RecognitionErrorCode.UnsupportedImageFormat, _decoder.Decode(FixtureFile.Read("damaged/text.png")));

    private static void AssertFails(RecognitionErrorCode code, Outcome<GrayImage> outcome)
    {
        Assert.Null(outcome.Value);
        Assert.Equal(code, outcome.Error?.Code);
    }

    private static void AssertSame(GrayImage expected, GrayImage actual, int tolerance)
    {
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        int largest = 0;
        for (int i = 0; i < expected.Pixels.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(expected.Pixels[i] - actual.Pixels[i]));
        }

        Assert.InRange(largest, 0, tolerance);
    }

    private static int Contrast(GrayImage image) => BandPlanes.Range(image.Pixels);

    private GrayImage Decode(string name)
    {
        Assert.True(_decoder.Decode(FixtureFile.Read(name)).TryGetValue(out GrayImage? image, out RecognitionError? error), error?.Message);
        return image;
    }
}

using Digits.Core.Imaging;
using Digits.Core.Imaging.Skia;
using Digits.Core.Recognition;

namespace Digits.Tests.Imaging.Gif;

public sealed class GifCodecTests
{
    private const byte Trailer = 0x3B;

    private readonly ImageDecoder _decoder = new(new ImageCodec());

    [Theory]
    [InlineData("4-static.gif")]
    [InlineData("5-animated.gif")]
    [InlineData("6-transparent.gif")]
    public void TryRead_Fixture_IsWhatTheLibraryReads(string name) => AssertSame(FixtureFile.Read(name));

    [Theory]
    [InlineData(0, 0, 9, 7, false, false)]
    [InlineData(3, 2, 5, 4, false, false)]
    [InlineData(3, 2, 5, 4, true, true)]
    [InlineData(8, 5, 9, 8, false, true)]
    public void TryRead_FrameAnywhere_IsWhatTheLibraryReads(int left, int top, int width, int height, bool transparent, bool interlaced) =>
        AssertSame(GifFile.Of(9, 7, [.. GifFile.Frame(left, top, width, height, transparent, interlaced), Trailer]));

    // Rows 0 and 8, 4, 2 and 6, then the odd ones.
    [Fact]
    public void TryRead_InterlacedRows_AreInTheirPlaces()
    {
        byte[] data = GifFile.Data(2, [4, 0, 4, 1, 4, 0, 4, 0, 4, 0, 4, 0, 4, 0, 4, 0, 4, 0, 5], 3);
        KeptRows rows = KeptRows.Of(new ImageCodec(), GifFile.Of(1, 9, [.. GifFile.Descriptor(0, 0, 1, 9, interlaced: true), .. data, Trailer]));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 255], Enumerable.Range(0, 9).Select(y => rows.Pixel(0, y).Red));
    }

    // After 1: code 6 is the string before and its first pixel, before any table holds it.
    [Fact]
    public void TryRead_CodeThatStandsForItself_IsTheLastStringAndItsFirstPixel()
    {
        byte[] data = GifFile.Data(2, [4, 1, 6, 0, 5], 3);
        KeptRows rows = KeptRows.Of(new ImageCodec(), GifFile.Of(4, 1, [.. GifFile.Descriptor(0, 0, 4, 1), .. data, Trailer]));
        Assert.Equal([255, 255, 255, 0], Enumerable.Range(0, 4).Select(x => rows.Pixel(x, 0).Red));
    }

    [Theory]
    [InlineData("4-static.gif")]
    [InlineData("5-animated.gif")]
    [InlineData("6-transparent.gif")]
    public void Decode_CutAnywhere_IsUnreadableOrTheSamePicture(string name)
    {
        byte[] file = FixtureFile.Read(name);
        Assert.InRange(Cuts.LeastReadable(file), 32, file.Length - 1);
    }

    [Theory]
    [InlineData(new[] { 4, 0, 5 }, 3)]
    [InlineData(new[] { 4, 7, 0, 0, 0, 5 }, 3)]
    [InlineData(new[] { 6, 0, 0, 0, 5 }, 3)]
    public void Decode_CodesThatEndEarlyOrStandForNothing_IsUnreadable(int[] codes, int bits)
    {
        byte[] file = GifFile.Of(4, 1, [.. GifFile.Descriptor(0, 0, 4, 1), .. GifFile.Data(2, codes, bits), Trailer]);
        Assert.Equal(RecognitionErrorCode.UnreadableImage, _decoder.Decode(file).Error?.Code);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(4, 0)]
    public void Decode_FrameWithoutASide_IsUnreadable(int width, int height)
    {
        byte[] file = GifFile.Of(4, 4, [.. GifFile.Descriptor(0, 0, width, height), .. GifFile.Data(2, [4, 0, 5], 3), Trailer]);
        Assert.Equal(RecognitionErrorCode.UnreadableImage, _decoder.Decode(file).Error?.Code);
    }

    [Theory]
    [InlineData(new byte[] { Trailer })]
    [InlineData(new byte[] { 0x21, 0xFE, 3, 1, 2 })]
    [InlineData(new byte[] { 0x77 })]
    public void Decode_NoFrame_IsUnreadable(byte[] blocks) =>
        Assert.Equal(RecognitionErrorCode.UnreadableImage, _decoder.Decode(GifFile.Of(4, 4, blocks)).Error?.Code);

    private static void AssertSame(byte[] file)
    {
        KeptRows expected = KeptRows.Of(new SkiaCodec(), file);
        KeptRows actual = KeptRows.Of(new ImageCodec(), file);
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        for (int y = 0; y < actual.Height; y++)
        {
            for (int x = 0; x < actual.Width; x++)
            {
                Assert.Equal(expected.Pixel(x, y), actual.Pixel(x, y));
            }
        }
    }
}

using Digits.Core.Imaging;
using Digits.Core.Recognition;

namespace Digits.Tests.Imaging.Bmp;

public sealed class BmpCodecTests
{
    private const uint None = 0;
    private const uint Masks = 3;

    private static readonly byte[] RedAndGreen = [0, 0, 255, 0, 0, 255, 0, 0];

    private readonly ImageDecoder _decoder = new(new ImageCodec());

    // Two pixels in each of two rows: red and green above, green and red below.
    [Theory]
    [InlineData(1, new byte[] { 0b1000_0000, 0, 0, 0, 0b0100_0000, 0, 0, 0 })]
    [InlineData(4, new byte[] { 0x10, 0, 0, 0, 0x01, 0, 0, 0 })]
    [InlineData(8, new byte[] { 1, 0, 0, 0, 0, 1, 0, 0 })]
    public void TryRead_Palette_IsReadFromBelow(int bits, byte[] pixels) =>
        AssertRedAndGreen(BmpFile.Of(40, 2, 2, bits, None, [], RedAndGreen, pixels));

    [Theory]
    [InlineData(16, new byte[] { 0xE0, 0x03, 0x00, 0x7C, 0x00, 0x7C, 0xE0, 0x03 })]
    [InlineData(24, new byte[] { 0, 255, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 255, 0, 0, 0 })]
    [InlineData(32, new byte[] { 0, 255, 0, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 255, 0, 0 })]
    public void TryRead_Colours_AreReadFromBelow(int bits, byte[] pixels) =>
        AssertRedAndGreen(BmpFile.Of(40, 2, 2, bits, None, [], [], pixels));

    [Fact]
    public void TryRead_NegativeHeight_IsReadFromAbove() =>
        AssertRedAndGreen(BmpFile.Of(40, 2, -2, 8, None, [], RedAndGreen, [0, 1, 0, 0, 1, 0, 0, 0]));

    [Fact]
    public void TryRead_OldestHeader_IsRead() =>
        AssertRedAndGreen(BmpFile.OfCore(2, 2, [0, 255, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 255, 0, 0, 0]));

    [Theory]
    [InlineData(40)]
    [InlineData(52)]
    [InlineData(56)]
    [InlineData(108)]
    [InlineData(124)]
    public void TryRead_MasksOfFiveSixFive_AreFoundInEveryHeader(int headerLength) => AssertRedAndGreen(
        BmpFile.Of(headerLength, 2, 2, 16, Masks, [0xF800, 0x07E0, 0x001F], [], [0xE0, 0x07, 0x00, 0xF8, 0x00, 0xF8, 0xE0, 0x07]));

    // Runs of one, an absolute run, the ends of the row and of the picture.
    [Theory]
    [InlineData(8, 1, new byte[] { 1, 1, 1, 0, 0, 0, 1, 0, 1, 1, 0, 1 })]
    [InlineData(4, 2, new byte[] { 2, 0x10, 0, 0, 2, 0x01, 0, 1 })]
    public void TryRead_Runs_AreUnpacked(int bits, uint compression, byte[] pixels) =>
        AssertRedAndGreen(BmpFile.Of(40, 2, 2, bits, compression, [], RedAndGreen, pixels));

    [Fact]
    public void TryRead_RunsOfOtherKinds_AreUnpacked()
    {
        // Three pixels as they are, padded; then a move by two to the right and one up, and a run that reaches over the edge.
        byte[] file = BmpFile.Of(40, 5, 2, 8, 1, [], RedAndGreen, [0, 3, 1, 1, 1, 0, 0, 2, 0, 1, 9, 1, 0, 1]);
        KeptRows rows = KeptRows.Of(new ImageCodec(), file);
        Assert.Equal([255, 255, 255, 0, 0], Enumerable.Range(0, 5).Select(x => rows.Pixel(x, 0).Red));
        Assert.Equal([0, 0, 0, 255, 255], Enumerable.Range(0, 5).Select(x => rows.Pixel(x, 1).Red));
    }

    // Many programs announce opacity and leave it at zero.
    [Theory]
    [InlineData(0, 0, 255, 255)]
    [InlineData(0, 128, 0, 128)]
    public void TryRead_Opacity_CountsUnlessAllOfItIsZero(byte first, byte second, int firstAlpha, int secondAlpha)
    {
        byte[] file = BmpFile.Of(
            108, 2, 1, 32, Masks, [0xFF0000, 0xFF00, 0xFF, 0xFF000000], [], [0, 0, 0, first, 255, 255, 255, second]);
        KeptRows rows = KeptRows.Of(new ImageCodec(), file);
        Assert.Equal((firstAlpha, secondAlpha), (rows.Pixel(0, 0).Alpha, rows.Pixel(1, 0).Alpha));
    }

    [Theory]
    [InlineData("5-windows.bmp")]
    [InlineData("8-palette.bmp")]
    public void Decode_CutAnywhere_IsUnreadableOrTheSamePicture(string name)
    {
        byte[] file = FixtureFile.Read(name);
        Assert.Equal(file.Length, Cuts.LeastReadable(file));
    }

    [Theory]
    [InlineData(0, 2, 24, None)]
    [InlineData(2, 0, 24, None)]
    [InlineData(-2, 2, 24, None)]
    [InlineData(2, int.MinValue, 24, None)]
    [InlineData(2, 2, 2, None)]
    [InlineData(2, 2, 48, None)]
    [InlineData(2, 2, 8, 2)]
    [InlineData(2, -2, 8, 1)]
    [InlineData(2, 2, 24, 4)]
    [InlineData(2, 2, 24, 5)]
    [InlineData(40_000, 40_000, 32, None)]
    [InlineData(int.MaxValue, int.MaxValue, 32, None)]
    public void Decode_HeaderOfNoPicture_IsUnreadable(int width, int height, int bits, uint compression) =>
        AssertFails(RecognitionErrorCode.UnreadableImage, BmpFile.Of(40, width, height, bits, compression, [], RedAndGreen, new byte[64]));

    [Fact]
    public void Decode_MaskWithGaps_IsUnreadable() =>
        AssertFails(RecognitionErrorCode.UnreadableImage, BmpFile.Of(40, 1, 1, 32, Masks, [0xFF00FF00, 0xFF, 0xFF], [], new byte[4]));

    [Fact]
    public void Decode_RunsThatEndEarly_IsUnreadable() =>
        AssertFails(RecognitionErrorCode.UnreadableImage, BmpFile.Of(40, 9, 9, 8, 1, [], RedAndGreen, [9, 1, 0, 0, 9]));

    [Fact]
    public void Decode_RunsOfTooManyPixels_IsTooLarge() =>
        AssertFails(RecognitionErrorCode.ImageTooLarge, BmpFile.Of(40, 65_535, 65_535, 8, 1, [], RedAndGreen, [9, 1, 0, 1]));

    private static void AssertRedAndGreen(byte[] file)
    {
        KeptRows rows = KeptRows.Of(new ImageCodec(), file);
        Assert.Equal((2, 2), (rows.Width, rows.Height));
        (int, int, int, int) red = (255, 0, 0, 255);
        (int, int, int, int) green = (0, 255, 0, 255);
        Assert.Equal((red, green, green, red), (rows.Pixel(0, 0), rows.Pixel(1, 0), rows.Pixel(0, 1), rows.Pixel(1, 1)));
    }

    private void AssertFails(RecognitionErrorCode code, byte[] file) => Assert.Equal(code, _decoder.Decode(file).Error?.Code);
}

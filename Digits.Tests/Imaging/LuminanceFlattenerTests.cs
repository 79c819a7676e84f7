using Digits.Core.Imaging;

namespace Digits.Tests.Imaging;

public sealed class LuminanceFlattenerTests
{
    [Fact]
    public void Flatten_Grey_IsTakenAsItIs() => Assert.Equal<byte>([0, 128, 255], Flatten(1, 0, 128, 255));

    [Fact]
    public void Flatten_GreyWithoutContrast_IsTakenAsItIs() => Assert.Equal<byte>([7, 7, 8], Flatten(1, 7, 7, 8));

    [Fact]
    public void Flatten_PrimaryColours_AreWeightedByBt601() =>
        Assert.Equal<byte>([76, 150, 29, 255, 0], Flatten(3, 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0));

    // 299 * 10 + 587 * 20 + 114 * 30 = 18150, and 299 + 587 * 2 + 114 * 3 = 1815.
    [Fact]
    public void Flatten_MixedColours_AreRoundedToTheNearest() =>
        Assert.Equal<byte>([18, 2, 200], Flatten(3, 10, 20, 30, 1, 2, 3, 200, 200, 200));

    // 0 over white at opacities 0, 1, 127, 128, 255; then 100 at opacity 50: (5000 + 52275 + 127) / 255.
    [Fact]
    public void Flatten_GreyWithAlpha_IsLaidOverWhite() =>
        Assert.Equal<byte>([255, 254, 128, 127, 0, 225], Flatten(2, 0, 0, 0, 1, 0, 127, 0, 128, 0, 255, 100, 50));

    // The luminance 76 of red at opacity 128: (9728 + 32385 + 127) / 255.
    [Fact]
    public void Flatten_ColourWithAlpha_IsLaidOverWhite() => Assert.Equal<byte>([165, 255], Flatten(4, 255, 0, 0, 128, 0, 0, 0, 0));

    [Fact]
    public void Flatten_WhiteInkOnTransparentCanvas_IsReadByItsAlpha() =>
        Assert.Equal<byte>([255, 0, 155], Flatten(4, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 100));

    [Fact]
    public void Flatten_WhiteGreyInkOnTransparentCanvas_IsReadByItsAlpha() => Assert.Equal<byte>([255, 0], Flatten(2, 0, 0, 255, 255));

    [Fact]
    public void Flatten_InkOfThePapersLuminance_IsReadByTheWidestBand() =>
        Assert.Equal<byte>([0, 255, 0], Flatten(3, 0, 130, 0, 255, 0, 0, 0, 130, 0));

    // Both have luminance 102; the bands red and blue differ by 114 and 200, the widest is the last.
    [Fact]
    public void Flatten_TwoBandsWithContrast_TakesTheWider() => Assert.Equal<byte>([0, 200], Flatten(3, 100, 123, 0, 150, 59, 200));

    [Fact]
    public void Flatten_InkOfThePapersLuminanceHalfOpaque_IsReadByTheWidestBandOverWhite() =>
        Assert.Equal<byte>([127, 255], Flatten(4, 0, 130, 0, 128, 255, 0, 0, 128));

    [Fact]
    public void Flatten_ContrastOneUnderTheLeast_StaysLuminanceWhereNoBandHasMore() =>
        Assert.Equal<byte>([100, 111], Flatten(3, 100, 100, 100, 111, 111, 111));

    [Fact]
    public void Flatten_ContrastOfTheLeast_StaysLuminanceThoughABandHasMore() =>
        Assert.Equal<byte>([0, 12], Flatten(3, 0, 0, 0, 40, 0, 0));

    [Fact]
    public void Flatten_EvenAlphaAndColour_StaysLuminanceOverWhite() =>
        Assert.Equal<byte>([245, 245], Flatten(4, 0, 0, 0, 10, 0, 0, 0, 10));

    private static byte[] Flatten(int bands, params byte[] interleaved)
    {
        using PixelBuffer pixels = new(interleaved.Length / bands, 1, bands);
        interleaved.CopyTo(pixels.Bytes);
        byte[] plane = new byte[pixels.Width];
        LuminanceFlattener.Flatten(pixels, plane);
        return plane;
    }
}

using Digits.Core.Imaging;
using Digits.Tests.Imaging.Gif;
using Digits.Tests.Imaging.Png;

namespace Digits.Tests.Imaging;

public sealed class PictureWeightTests
{
    public static TheoryData<string> SoundFixtures => [.. FixtureFile.Sound()];

    [Theory]
    [MemberData(nameof(SoundFixtures))]
    public void IsHeavy_Fixture_IsNot(string name) => Assert.False(PictureWeight.IsHeavy(FixtureFile.Read(name)));

    // The files hold no more than their headers, which announce 1,415 pixels on a side, or one less.
    [Theory]
    [InlineData("89504E470D0A1A0A0000000D49484452{0:X8}{0:X8}0800000000", false)]
    [InlineData("FFD8FFC0000B08{0:X4}{0:X4}01011100", false)]
    [InlineData("474946383961{0:X4}{0:X4}000000", true)]
    [InlineData("424D0000000000000000000000002800{1:X4}{0:X8}{0:X8}", true)]
    public void IsHeavy_HeaderOfAFormat_IsReadForTheSides(string hex, bool littleEndian)
    {
        Assert.True(PictureWeight.IsHeavy(Header(hex, 1_415, littleEndian)));
        Assert.False(PictureWeight.IsHeavy(Header(hex, 1_414, littleEndian)));
    }

    [Fact]
    public void IsHeavy_LongFile_Is() => Assert.True(PictureWeight.IsHeavy(new byte[PictureWeight.MostLightBytes + 1]));

    [Fact]
    public void IsHeavy_LargePng_Is() => Assert.True(PictureWeight.IsHeavy(PngFile.OfZeros(8_000, 5_000, 0, 8, interlaced: false)));

    [Fact]
    public void IsHeavy_GifWhoseFrameIsLargerThanItsScreen_Is() =>
        Assert.True(PictureWeight.IsHeavy(GifFile.Of(1, 1, [.. GifFile.Descriptor(0, 0, 4_000, 4_000), .. GifFile.Data(2, [4, 0, 5], 3)])));

    [Fact]
    public void IsHeavy_NoPicture_IsNot() => Assert.False(PictureWeight.IsHeavy("text"u8));

    private static byte[] Header(string hex, int side, bool littleEndian)
    {
        int swapped = ((side & 255) << 8) | (side >> 8);
        string number = !littleEndian ? hex : hex.Replace("{0:X8}", $"{swapped:X4}0000", StringComparison.Ordinal);
        return Convert.FromHexString(string.Format(System.Globalization.CultureInfo.InvariantCulture, number, littleEndian ? swapped : side, 0));
    }
}

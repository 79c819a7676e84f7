using Digits.Core.Imaging;

namespace Digits.Tests.Imaging;

public sealed class ImageFormatSnifferTests
{
    [Fact]
    public void Sniff_PngSignature_IsPng() =>
        Assert.Equal(ImageFormat.Png, ImageFormatSniffer.Sniff([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]));

    [Fact]
    public void Sniff_JpegStartOfImage_IsJpeg() => Assert.Equal(ImageFormat.Jpeg, ImageFormatSniffer.Sniff([0xFF, 0xD8, 0xFF, 0xE0]));

    [Fact]
    public void Sniff_RiffWebp_IsWebp() => Assert.Equal(ImageFormat.Webp, ImageFormatSniffer.Sniff("RIFF\u0001\0\0\0WEBPVP8 "u8));

    [Fact]
    public void Sniff_Gif87a_IsGif() => Assert.Equal(ImageFormat.Gif, ImageFormatSniffer.Sniff("GIF87a"u8));

    [Fact]
    public void Sniff_Gif89a_IsGif() => Assert.Equal(ImageFormat.Gif, ImageFormatSniffer.Sniff("GIF89a"u8));

    [Theory]
    [InlineData(12)]
    [InlineData(40)]
    [InlineData(108)]
    [InlineData(124)]
    public void Sniff_BmpWithAKnownHeader_IsBmp(byte length) =>
        Assert.Equal(ImageFormat.Bmp, ImageFormatSniffer.Sniff([(byte)'B', (byte)'M', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, length, 0, 0, 0]));

    [Theory]
    [InlineData("")]
    [InlineData("BM and what is only text")]
    [InlineData("GIF90a")]
    [InlineData("BM......")]
    [InlineData("II*\0....")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("\0\0\0\u001cftypavif")]
    [InlineData("RIFF\u0001\0\0\0WAVEfmt ")]
    [InlineData("RIFF\u0001\0\0\0WEB")]
    public void Sniff_AnythingElse_IsUnknown(string text) =>
        Assert.Equal(ImageFormat.Unknown, ImageFormatSniffer.Sniff(System.Text.Encoding.UTF8.GetBytes(text)));
}

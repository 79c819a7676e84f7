using System.Text;
using Digits.Core.Imaging;
using Digits.Core.Recognition;

namespace Digits.Tests.Imaging;

public sealed class ForeignFormatTests
{
    [Theory]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "HEIC, as iPhones take it")]
    [InlineData("\0\0\0\u0018ftypmif1\0\0\0\0mif1heic", "HEIC, as iPhones take it")]
    [InlineData("\0\0\0\u0018ftyphevc\0\0\0\0hevcmsf1", "HEIC, as iPhones take it")]
    [InlineData("\0\0\0\u001Cftypavif\0\0\0\0avifmif1miaf", "AVIF")]
    [InlineData("\0\0\0\u0018ftypmif1\0\0\0\0mif1avif", "AVIF")]
    [InlineData("\0\0\0\u0018ftypcrx \0\0\0\u0001crx isom", "a camera's raw file")]
    [InlineData("\0\0\0\u0018ftypisom\0\0\0\u0001isommp42", "film")]
    [InlineData("II*\0\u0008\0\0\0", "TIFF, or a camera's raw file")]
    [InlineData("MM\0*\0\0\0\u0008", "TIFF, or a camera's raw file")]
    [InlineData("II*\0\u0010\0\0\0CR\u0002\0", "a camera's raw file")]
    [InlineData("\0\0\0\u000CJXL \r\n\u0087\n", "JPEG XL")]
    [InlineData("\u00FF\n......", "JPEG XL")]
    [InlineData("\0\0\0\u000CjP  \r\n\u0087\n", "JPEG 2000")]
    [InlineData("%PDF-1.7", "a PDF document")]
    [InlineData("8BPS\0\u0001", "a Photoshop document")]
    [InlineData("\0\0\u0001\0\u0001\0", "a Windows icon")]
    [InlineData("PK\u0003\u0004", "a ZIP archive, or an office document")]
    [InlineData("\u001F\u008B\u0008", "compressed by gzip")]
    [InlineData("P5\n28 28\n255\n", "Netpbm")]
    [InlineData("\0\0\u0008\u0003\0\0\u0027\u0010", "a file of MNIST's kind with many pictures")]
    [InlineData("RIFF\u0001\0\0\0WAVEfmt ", "sound or film")]
    public void Decode_KnownFormat_IsRefusedByName(string latin1, string name)
    {
        RecognitionError? error = new ImageDecoder(new ImageCodec()).Decode(Encoding.Latin1.GetBytes(latin1)).Error;
        Assert.Equal(RecognitionErrorCode.UnsupportedImageFormat, error?.Code);
        Assert.StartsWith("This is " + name, error?.Message, StringComparison.Ordinal);
        Assert.EndsWith("; send PNG, JPEG, WebP, GIF or BMP.", error?.Message, StringComparison.Ordinal);
        Assert.InRange(error?.Message.Length ?? 0, 1, 200);
    }

    [Theory]
    [InlineData("")]
    [InlineData("BM......")]
    [InlineData("a word or two that someone typed")]
    [InlineData("\0\0\0\u0001ftyp")]
    [InlineData("AAAAAAAA")]
    public void Refusal_AnythingElse_ListsWhatIsRead(string latin1) =>
        Assert.Equal("The bytes begin like none of PNG, JPEG, WebP, GIF and BMP.", ForeignFormat.Refusal(Encoding.Latin1.GetBytes(latin1)));

    [Fact]
    public void Refusal_ManyBrands_AreLookedAtUpToABound()
    {
        byte[] file = [0, 0, 0xFF, 0xFF, .. "ftypisom"u8, .. new byte[40_000], .. "heic"u8];
        Assert.StartsWith("This is film", ForeignFormat.Refusal(file), StringComparison.Ordinal);
    }
}

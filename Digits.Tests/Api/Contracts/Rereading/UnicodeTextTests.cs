using System.Text;
using Digits.Api.Contracts.Rereading;

namespace Digits.Tests.Api.Contracts.Rereading;

public sealed class UnicodeTextTests
{
    private const string Sample = "{\"image\":\"AAAA\",\"é\":\"\U0001F600\"}";

    public static TheoryData<Encoding> Encodings =>
    [
        new UTF8Encoding(false), new UTF8Encoding(true),
        new UnicodeEncoding(false, false), new UnicodeEncoding(false, true), new UnicodeEncoding(true, false), new UnicodeEncoding(true, true),
        new UTF32Encoding(false, false), new UTF32Encoding(false, true), new UTF32Encoding(true, false), new UTF32Encoding(true, true),
    ];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void ToUtf8_TextInAnEncoding_IsTheText(Encoding encoding)
    {
        byte[] text = [.. encoding.GetPreamble(), .. encoding.GetBytes(Sample)];
        Assert.Equal(Sample, Encoding.UTF8.GetString(UnicodeText.ToUtf8(text)));
    }

    [Fact]
    public void ToUtf8_TextThatWouldOutgrowItself_IsEmpty() =>
        Assert.Empty(UnicodeText.ToUtf8([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("数字数字数字")]).ToArray());

    [Fact]
    public void ToUtf8_HalfASurrogatePair_IsEmpty() =>
        Assert.Empty(UnicodeText.ToUtf8([(byte)'{', 0, (byte)'"', 0, 0x3D, 0xD8, (byte)'"', 0]).ToArray());

    [Fact]
    public void ToUtf8_RandomBytes_NeverThrows()
    {
        var random = new Random(20260107);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] text = new byte[random.Next(40)];
            random.NextBytes(text);
            if (text.Length > 4 && random.Next(2) == 0)
            {
                (text[1], text[3]) = (0, 0);
            }

            Assert.InRange(UnicodeText.ToUtf8(text).Length, 0, text.Length);
        }
    }
}

using System.Text;
using Digits.Core.Imaging;
using Digits.Tests.Support;

namespace Digits.Tests.Imaging;

public sealed class AlteredBytesTests
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static readonly Dictionary<string, Func<byte[], byte[]>> Steps = new()
    {
        ["CR, LF and NUL dropped"] = bytes => [.. bytes.Where(value => value is not (0 or 10 or 13))],
        ["Latin-1 to UTF-8"] = bytes => Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(bytes)),
        ["windows-1252 to UTF-8"] = bytes => Encoding.UTF8.GetBytes(Windows1252.GetString(bytes)),
        ["replacement characters"] = bytes => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes)),
        ["question marks"] = bytes => Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(bytes)),
        ["UTF-16"] = bytes => Encoding.Unicode.GetBytes(Encoding.Latin1.GetString(bytes)),
        ["UTF-16 with a mark"] = bytes => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.Latin1.GetString(bytes))],
    };

    public static MatrixTheoryData<string, string> Altered =>
        new(["7-grey.png", "0-baseline.jpg", "2-lossless.webp", "4-static.gif"], Steps.Keys.ToArray());

    public static TheoryData<string> Pictures => ["7-grey.png", "0-baseline.jpg", "2-lossless.webp", "4-static.gif"];

    [Theory]
    [MemberData(nameof(Altered))]
    public void IsAltered_APictureThatWasTakenForText_IsTold(string fixture, string step) =>
        Assert.True(AlteredBytes.IsAltered(Steps[step](Samples.Fixture(fixture))));

    [Theory]
    [InlineData("\r\n", "\n")]
    [InlineData("\n", "\r\n")]
    [InlineData("\n", "")]
    [InlineData("\u0089", "")]
    [InlineData("\u0089", "\t")]
    public void IsAltered_APngWithOtherLineEndsOrCharacters_IsTold(string was, string became) =>
        Assert.True(AlteredBytes.IsAltered(Encoding.Latin1.GetBytes(
            Encoding.Latin1.GetString(Samples.Seven).Replace(was, became, StringComparison.Ordinal))));

    [Theory]
    [MemberData(nameof(Pictures))]
    public void IsAltered_APictureThatBreaksOff_IsNot(string fixture)
    {
        byte[] whole = Samples.Fixture(fixture);
        Assert.False(AlteredBytes.IsAltered(whole.AsSpan(0, whole.Length * 3 / 4)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("<svg>PNG</svg>")]
    [InlineData("BM..............")]
    [InlineData("\0\0\0\u0018ftypheic")]
    [InlineData("iVBORw0KGgo=")]
    public void IsAltered_OtherBytes_AreNot(string text) => Assert.False(AlteredBytes.IsAltered(Encoding.Latin1.GetBytes(text)));
}

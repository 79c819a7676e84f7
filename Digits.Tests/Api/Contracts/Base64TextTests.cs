using System.Text;
using Digits.Api.Contracts;
using Digits.Api.Errors;

namespace Digits.Tests.Api.Contracts;

public sealed class Base64TextTests
{
    private const int Seed = 20260107;

    public static TheoryData<string> Variants =>
        ["plain", "unpadded", "URL-safe", "URL-safe unpadded", "lines", "spaces around", "data URL", "data URL with spaces"];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Decode_RandomBytesInAVariant_ReturnsThem(string variant)
    {
        var random = new Random(Seed);
        for (int length = 1; length < 400; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            (Problem? problem, byte[] decoded) = Decode(Write(Convert.ToBase64String(bytes), variant));
            Assert.Null(problem);
            Assert.Equal(bytes, decoded);
        }
    }

    [Fact]
    public void Decode_RandomGarbage_NeverThrows()
    {
        var random = new Random(Seed);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] text = new byte[random.Next(64)];
            random.NextBytes(text);
            AssertBounded(text);
        }
    }

    [Fact]
    public void Decode_RandomTextOfBase64sOwnCharacters_AgreesWithTheFrameworksCanonicalReading()
    {
        const string Characters = "AQgwZ09+/-_=\t\r\n";
        var random = new Random(Seed);
        for (int i = 0; i < 50_000; i++)
        {
            string text = new([.. Enumerable.Range(0, random.Next(1, 24)).Select(_ => Characters[random.Next(Characters.Length)])]);
            (Problem? problem, byte[] decoded) = Decode(text);
            byte[]? expected = Expected(text);
            Assert.Equal((text, expected is null), (text, problem is not null));
            Assert.Equal(expected ?? [], decoded);
        }
    }

    [Theory]
    [InlineData("data:image/png,AAAA")]
    [InlineData("data:image/png;base64")]
    [InlineData("data:;base65,AAAA")]
    [InlineData("data:base64AAAA")]
    public void Decode_DataUrlWithoutBase64_IsInvalid(string url) => Assert.Equal("invalid-base64", Decode(url).Problem?.Slug);

    [Theory]
    [InlineData("")]
    [InlineData("=")]
    [InlineData(" \r\n ")]
    [InlineData("data:;base64,")]
    public void Decode_NoDigits_IsAMissingField(string text) => Assert.Equal("missing-field", Decode(text).Problem?.Slug);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Decode_PlusesThatBecameSpaces_ReturnsTheBytes(int seed)
    {
        var random = new Random(Seed + seed);
        for (int length = 1; length < 600; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            (bytes[0], bytes[^1]) = (0x89, 0x82);
            string base64 = Convert.ToBase64String(bytes).Replace('+', ' ');
            Assert.True(Decode(base64).Problem is null, base64);
            Assert.Equal(bytes, Decode(base64).Bytes);
            Assert.Equal(bytes, Decode("data:image/png;base64," + base64).Bytes);
            Assert.True(Decode(Lines(base64, "\r\n")).Problem is null, "L " + base64);
            Assert.Equal(bytes, Decode(Lines(base64, "\r\n")).Bytes);
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData(" ")]
    [InlineData("\n    ")]
    [InlineData("\r\n\t")]
    [InlineData(" \n")]
    public void Decode_LinesThatAreJoined_ReturnsTheBytes(string join)
    {
        byte[] bytes = new byte[6000];
        for (int length = 2; length < bytes.Length; length = (length * 3 / 2) + 1)
        {
            Assert.Equal(bytes[..length], Decode(Lines(Convert.ToBase64String(bytes, 0, length), join)).Bytes);
        }
    }

    [Fact]
    public void Decode_SpacesBesidePluses_SkipsThem() => Assert.Equal([0xFB, 0xEF, 0xBE, 0xFB], Decode("++++ + w==").Bytes[..4]);

    private static string Lines(string base64, string join) => string.Join(join, base64.Chunk(76).Select(line => new string(line)));

    /// <summary>The framework's reading of the text, or null where it has none. Padding may be missing, not stand amid digits.</summary>
    private static byte[]? Expected(string text)
    {
        string digits = string.Concat(text.Where(character => character is not ('\t' or '\r' or '\n'))).TrimEnd('=')
            .Replace('-', '+').Replace('_', '/');
        byte[] bytes = new byte[digits.Length];
        string padded = digits.PadRight((digits.Length + 3) / 4 * 4, '=');

        // Written back, because the framework here also takes a last digit whose spare bits are set, which no encoder writes.
        return digits.Length > 0 && !digits.Contains('=', StringComparison.Ordinal) && digits.Length % 4 != 1
            && Convert.TryFromBase64String(padded, bytes, out int length)
            && Convert.ToBase64String(bytes, 0, length) == padded ? bytes[..length] : null;
    }

    private static void AssertBounded(byte[] text)
    {
        Problem? problem = Base64Text.Decode(text, "image", out int length);
        Assert.InRange(length, 0, text.Length);
        Assert.True(problem is null || length == 0);
    }

    private static (Problem? Problem, byte[] Bytes) Decode(string text)
    {
        byte[] memory = Encoding.ASCII.GetBytes(text);
        Problem? problem = Base64Text.Decode(memory, "image", out int length);
        return (problem, memory[..length]);
    }

    private static string Write(string base64, string variant) => variant switch
    {
        "plain" => base64,
        "unpadded" => base64.TrimEnd('='),
        "URL-safe" => base64.Replace('+', '-').Replace('/', '_'),
        "URL-safe unpadded" => base64.Replace('+', '-').Replace('/', '_').TrimEnd('='),
        "lines" => string.Join("\r\n", base64.Chunk(76).Select(line => new string(line))) + "\r\n",
        "spaces around" => $" \t{base64}\n",
        "data URL" => "data:image/png;base64," + base64,
        _ => "data:image/png;charset=utf-8;base64 , " + base64,
    };
}

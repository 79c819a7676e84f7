using System.Globalization;
using System.Text;
using System.Text.Json;
using Digits.Api.Contracts;
using Digits.Api.Errors;
using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Contracts;

public sealed class PixelJsonTests
{
    private const int Mutations = 5_000;

    private static readonly string[] Valid =
    [
        $$"""{"pixels":[{{Samples.SevenList}}]}""",
        $$"""{"a":[1,{"pixels":2}],"pixels":[{{Samples.SevenRows}}]}""",
        $$"""{"pixels":"{{Samples.SevenList}}","b":"x"}""",
    ];

    private static readonly string[] Tokens =
    [
        "[", "]", "{", "}", ",", ":", "\"", "\\", "\\u0031", "\\ud800", "null", "true", "1e2", "7.0", "7.5", "-1", "256", "0",
        "\"pixels\":", "\"pixels\":[", "[]", "{}", " ", "\n", "\0", "\u00e4",
    ];

    [Fact]
    public void ParseBody_ValidForms_ReadsTheSamePixels() => Assert.All(Valid, text => Assert.Equal(Samples.SevenPixels, Parse(text)));

    [Fact]
    public void ParseBody_FieldGivenTwice_TakesTheLast()
    {
        string zeros = string.Join(',', new byte[784]);
        Assert.Equal(new byte[784], Parse($$"""{"pixels":[{{Samples.SevenList}}],"pixels":[{{zeros}}]}"""));
    }

    [Fact]
    public void ParseBody_MutatedBodies_NeverThrowsAndAgreesWithAReferenceParser()
    {
        var random = new Random(20260107);
        int accepted = 0;
        for (int i = 0; i < Mutations; i++)
        {
            byte[] text = Mutate(Valid[i % Valid.Length], random);
            byte[] pixels = new byte[DigitInput.PixelCount];
            Problem? problem = PixelJson.ParseBody(text, pixels);
            if (problem is null)
            {
                accepted++;
                Assert.Equal(Reference(text), pixels);
            }
        }

        // Spaces between tokens and swapped levels leave a body valid; a parser that refused all would agree with nothing.
        Assert.InRange(accepted, Mutations / 20, Mutations);
    }

    private static byte[] Parse(string text)
    {
        byte[] pixels = new byte[DigitInput.PixelCount];
        Assert.Null(PixelJson.ParseBody(Encoding.UTF8.GetBytes(text), pixels));
        return pixels;
    }

    private static byte[] Mutate(string valid, Random random)
    {
        List<byte> text = [.. Encoding.UTF8.GetBytes(valid)];
        for (int left = random.Next(1, 4); left > 0; left--)
        {
            int at = random.Next(text.Count);
            int length = Math.Min(random.Next(1, 9), text.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    text[at] = (byte)random.Next(256);
                    break;
                case 1:
                    text.RemoveRange(at, length);
                    break;
                case 2:
                    text.InsertRange(at, text.GetRange(at, length));
                    break;
                case 3:
                    text[at] = (byte)('0' + random.Next(10));
                    break;
                case 4:
                    text.InsertRange(Math.Min(at, random.Next(12)), Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
                    break;
                default:
                    text.InsertRange(at, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
                    break;
            }
        }

        return [.. text];
    }

    /// <summary>Reads a body the slow way, by the framework's document and the contract's three forms.</summary>
    private static byte[] Reference(byte[] text)
    {
        using var document = JsonDocument.Parse(text);
        JsonElement pixels = document.RootElement.EnumerateObject().Last(field => field.NameEquals("pixels")).Value;
        if (pixels.ValueKind == JsonValueKind.String)
        {
            const NumberStyles Level = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
            return [.. pixels.GetString()!.Split(',').Select(level => byte.Parse(level, Level, CultureInfo.InvariantCulture))];
        }

        JsonElement[] items = [.. pixels.EnumerateArray()];
        if (items.Any(item => item.ValueKind == JsonValueKind.Array))
        {
            Assert.Equal(DigitInput.Side, items.Length);
            Assert.All(items, row => Assert.Equal(DigitInput.Side, row.GetArrayLength()));
            items = [.. items.SelectMany(row => row.EnumerateArray())];
        }

        return [.. items.Select(level => decimal.ToByte(level.GetDecimal()))];
    }
}

using System.Globalization;
using System.Text.Json;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Endpoints;

public sealed class PixelScaleTests(DigitsFactory service)
{
    private const string Path = "/predict/raw";
    private const string Unit = Path + "?scale=unit";

    private static readonly byte[] Bits = [.. Samples.SevenPixels.Select(level => (byte)(level > 127 ? 1 : 0))];
    private static readonly string Fractions =
        string.Join(',', Samples.SevenPixels.Select(level => (level / 255.0).ToString("R", CultureInfo.InvariantCulture)));

    public static TheoryData<string, string> Binaries => new()
    {
        { "whole", string.Join(',', Bits) },
        { "with a point", string.Join(',', Bits.Select(bit => $"{bit}.0")) },
        { "booleans", string.Join(',', Bits.Select(bit => bit == 1 ? "true" : "false")) },
        { "strings", string.Join(',', Bits.Select(bit => $"\"{bit}\"")) },
    };

    [Fact]
    public async Task Fractions_UnderUnit_AnswerAsTheirLevels()
    {
        using HttpClient client = await service.ReadyClientAsync();
        JsonElement expected = await Answers.OkAsync(await client.TellAsync(Path, Bodies.Octets(Samples.SevenPixels)));
        JsonElement actual = await Answers.OkAsync(await client.TellAsync(Unit, Bodies.Json($$"""{"pixels":[{{Fractions}}]}""")));
        Assert.True(JsonElement.DeepEquals(expected, actual));
    }

    [Theory]
    [MemberData(nameof(Binaries))]
    public async Task Binary_UnderUnit_IsRead(string form, string list)
    {
        using HttpClient client = await service.ReadyClientAsync();
        JsonElement answer = await Answers.OkAsync(await client.TellAsync(Unit, Bodies.Json($$"""{"pixels":[{{list}}]}""")));
        Assert.Equal((form, 7), (form, Answers.Digit(answer)));
    }

    [Fact]
    public async Task Binary_AsBytesUnderUnit_IsRead()
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.DigitAsync(7, await client.TellAsync(Unit, Bodies.Octets(Bits)));
    }

    [Fact]
    public async Task Batch_UnderUnit_IsRead()
    {
        using HttpClient client = await service.ReadyClientAsync();
        string body = $$"""{"pixels":[[{{Fractions}}],[{{string.Join(',', Bits)}}],[2]]}""";
        JsonElement answer = await Answers.OkAsync(await client.TellAsync("/predict/batch?scale=unit", Bodies.Json(body)));
        Assert.Equal([7, 7, -2], answer.GetProperty("predictions").EnumerateArray().Select(Answers.Digit));
    }

    [Fact]
    public async Task Binary_WithoutUnit_IsBlankAndNamesTheScale()
    {
        using HttpClient client = await service.ReadyClientAsync();
        foreach (HttpContent body in (HttpContent[])[Bodies.Octets(Bits), Bodies.Json($$"""{"pixels":[{{string.Join(',', Bits)}}]}""")])
        {
            string detail = await Answers.ProblemAsync(422, "blank-image", await client.TellAsync(Path, body));
            Assert.Contains("scale=unit", detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("2")]
    [InlineData("-0.5")]
    [InlineData("1.001")]
    [InlineData("255")]
    public async Task Value_BeyondUnit_IsOutOfRangeWithItsPlace(string value)
    {
        using HttpClient client = await service.ReadyClientAsync();
        string list = string.Join(',', Enumerable.Repeat("0", 412).Append(value).Concat(Enumerable.Repeat("0.5", 371)));
        string detail = await Answers.ProblemAsync(400, "pixel-out-of-range", await client.TellAsync(Unit, Bodies.Json($$"""{"pixels":[{{list}}]}""")));
        Assert.Contains("pixels[412]", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_BeyondUnit_AreOutOfRange()
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.ProblemAsync(400, "pixel-out-of-range", await client.TellAsync(Unit, Bodies.Octets(Samples.SevenPixels)));
    }

    [Theory]
    [InlineData("scale=")]
    [InlineData("scale=Unit")]
    [InlineData("scale=255")]
    [InlineData("scale=unit&scale=unit")]
    public async Task Scale_ThatIsNone_IsAnInvalidParameter(string query)
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.ProblemAsync(400, "invalid-parameter", await client.TellAsync($"{Path}?{query}", Bodies.Octets(Samples.SevenPixels)));
    }
}

using System.Text.Json;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Endpoints;

public sealed class PredictRawTests(DigitsFactory service)
{
    private const string Path = "/predict/raw";

    public static TheoryData<string, string> Forms => new()
    {
        { "list", $"[{Samples.SevenList}]" },
        { "rows", $"[{Samples.SevenRows}]" },
        { "text", $"\"{Samples.SevenList}\"" },
        { "text with spaces", $"\" {Samples.SevenList.Replace(",", " , ", StringComparison.Ordinal)} \"" },
        { "text with escapes", $"\"{Samples.SevenList.Replace(",", "\\u002c", StringComparison.Ordinal)}\"" },
        { "whole numbers with a point", $"[{Samples.SevenList.Replace(",", ".0,", StringComparison.Ordinal)}.0]" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Json_PixelsInAnyForm_AnswersAsForBytes(string form, string pixels)
    {
        using HttpClient client = await service.ReadyClientAsync();
        JsonElement expected = await Answers.OkAsync(await client.TellAsync(Path, Bodies.Octets(Samples.SevenPixels)));
        JsonElement actual = await Answers.OkAsync(await client.TellAsync(Path, Bodies.Json($$"""{"pixels":{{pixels}}}""")));
        Assert.True(JsonElement.DeepEquals(expected, actual), form);
    }

    [Fact]
    public async Task Json_AfterAByteOrderMark_IsRead()
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.DigitAsync(7, await client.TellAsync(Path, Bodies.Json($$"""{{'\uFEFF'}}{"pixels":[{{Samples.SevenList}}]}""")));
    }

    [Fact]
    public async Task Bytes_OfASeven_AreRead()
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.DigitAsync(7, await client.TellAsync(Path, Bodies.Octets(Samples.SevenPixels)));
    }
}

using System.Text.Json;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Endpoints;

public sealed class PredictBatchTests(DigitsFactory service)
{
    private const string Path = "/predict/batch";
    private const string TypePrefix = "urn:digits:problem:";

    private static string Seven => Quoted(Samples.Seven);

    private static string Three => Quoted(Samples.Three);

    public static TheoryData<string, string> BadPictures => new()
    {
        { "invalid-base64", "\"no base64!\"" },
        { "invalid-base64", "\"\\ud800\"" },
        { "missing-field", "\"\"" },
        { "missing-field", "null" },
        { "missing-field", "[1,[2]]" },
        { "missing-field", "{\"image\":\"AAAA\"}" },
        { "unsupported-image-format", "\"AAAA\"" },
        { "unreadable-image", Quoted(Samples.Fixture("damaged/7-grey-truncated.png")) },
        { "image-too-large", Quoted(Samples.Fixture("damaged/announces-60000x60000.png")) },
        { "blank-image", Quoted(Samples.Blank) },
    };

    public static TheoryData<string, string> BadPixels => new()
    {
        { "wrong-pixel-count", "[1,2,3]" },
        { "wrong-pixel-count", "[]" },
        { "pixel-out-of-range", "[-1]" },
        { "pixel-out-of-range", "\"\\ud800\"" },
        { "missing-field", "null" },
        { "blank-image", $"[{string.Join(',', new byte[784])}]" },
    };

    [Fact]
    public async Task Images_Several_AreAnsweredInOrder()
    {
        using HttpClient client = await service.ReadyClientAsync();
        string[] names = ["7-grey.png", "3-rgb.png", "0-baseline.jpg", "2-lossless.webp", "4-static.gif", "7-grey.png"];
        string items = string.Join(',', names.Select(name => Quoted(Samples.Fixture(name))));
        Assert.Equal((int[])[7, 3, 0, 2, 4, 7], await DigitsAsync(client, Bodies.Json($$"""{"images":[{{items}}]}""")));
    }

    [Fact]
    public async Task Pixels_Several_AreAnsweredInOrder()
    {
        using HttpClient client = await service.ReadyClientAsync();
        JsonElement example = ContractFile.Example("BatchOfPixels");
        Assert.Equal((int[])[7, 3], await DigitsAsync(client, Bodies.Json(example.GetRawText())));
    }

    [Fact]
    public async Task Files_Several_AreAnsweredInOrderWhateverTheirPartsAreCalled()
    {
        using HttpClient client = await service.ReadyClientAsync();
        MultipartFormDataContent form = Bodies.Files(("a", Samples.Three), ("images", Samples.Seven), ("a", Samples.Three));
        Assert.Equal((int[])[3, 7, 3], await DigitsAsync(client, form));
    }

    [Fact]
    public async Task Files_BetweenFields_SkipTheFields()
    {
        using HttpClient client = await service.ReadyClientAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("a title"), "title" },
            { new ByteArrayContent(Samples.Seven), "images", "7.png" },
            { new StringContent("a note"), "note" },
        };
        Assert.Equal((int[])[7], await DigitsAsync(client, form));
    }

    [Theory]
    [MemberData(nameof(BadPictures))]
    public async Task Images_OneBad_AnswersItsNeighbours(string slug, string bad)
    {
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage response = await client.TellAsync(Path, Bodies.Json($$"""{"images":[{{Seven}},{{bad}},{{Three}}]}"""));
        AssertMiddleFails(slug, await Answers.OkAsync(response));
    }

    [Theory]
    [MemberData(nameof(BadPixels))]
    public async Task Pixels_OneBad_AnswersItsNeighbours(string slug, string bad)
    {
        using HttpClient client = await service.ReadyClientAsync();
        JsonElement pixels = ContractFile.Example("BatchOfPixels").GetProperty("pixels");
        string body = $$"""{"pixels":[{{pixels[0].GetRawText()}},{{bad}},{{pixels[1].GetRawText()}}]}""";
        AssertMiddleFails(slug, await Answers.OkAsync(await client.TellAsync(Path, Bodies.Json(body))));
    }

    [Theory]
    [InlineData("missing-field", "")]
    [InlineData("unsupported-image-format", "text")]
    public async Task Files_OneBad_AnswersItsNeighbours(string slug, string bad)
    {
        using HttpClient client = await service.ReadyClientAsync();
        MultipartFormDataContent form = Bodies.Files(
            ("a", Samples.Seven), ("b", System.Text.Encoding.UTF8.GetBytes(bad)), ("c", Samples.Three));
        AssertMiddleFails(slug, await Answers.OkAsync(await client.TellAsync(Path, form)));
    }

    [Fact]
    public async Task Images_AllBad_AnswersAProblemForEach()
    {
        using HttpClient client = await service.ReadyClientAsync();
        Assert.Equal((int[])[-2, -2], await DigitsAsync(client, Bodies.Json("""{"images":["!","AAAA"]}""")));
    }

    [Fact]
    public async Task Top_OfABatch_HoldsForEveryItem()
    {
        using HttpClient client = await service.ReadyClientAsync();
        JsonElement answer = await Answers.OkAsync(
            await client.TellAsync(Path + "?top=1", Bodies.Json($$"""{"images":[{{Seven}},{{Three}}]}""")));
        Assert.All(
            answer.GetProperty("predictions").EnumerateArray(),
            item => Assert.Equal(1, item.GetProperty("candidates").GetArrayLength()));
    }

    private static string Quoted(byte[] picture) => $"\"{Convert.ToBase64String(picture)}\"";

    private static async Task<int[]> DigitsAsync(HttpClient client, HttpContent body)
    {
        JsonElement answer = await Answers.OkAsync(await client.TellAsync(Path, body));
        return [.. answer.GetProperty("predictions").EnumerateArray().Select(Answers.Digit)];
    }

    private static void AssertMiddleFails(string slug, JsonElement answer)
    {
        JsonElement items = answer.GetProperty("predictions");
        Assert.Equal([7, -2, 3], items.EnumerateArray().Select(Answers.Digit));
        Assert.Equal(TypePrefix + slug, items[1].GetProperty("problem").GetProperty("type").GetString());
    }
}

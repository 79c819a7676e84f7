using Digits.Tests.Support;

namespace Digits.Tests.Api.Errors;

public sealed class LimitProblemTests
{
    private const int MaxBodyBytes = 1024;

    [Theory]
    [InlineData("/predict/base64", "application/json", true)]
    [InlineData("/predict/base64", "application/json", false)]
    [InlineData("/predict/base64", "application/x-www-form-urlencoded", false)]
    [InlineData("/predict/image", "image/png", true)]
    [InlineData("/predict/image", "image/png", false)]
    [InlineData("/predict/raw", "application/octet-stream", true)]
    [InlineData("/predict/raw", "application/json", false)]
    [InlineData("/predict/batch", "application/json", true)]
    [InlineData("/predict/batch", "application/json", false)]
    public async Task Body_OfAByteTooMuch_IsTooLarge(string path, string contentType, bool isSized)
    {
        await using DigitsFactory service = Small();
        using HttpClient client = await service.ReadyClientAsync();
        HttpContent body = Bodies.Of(new byte[MaxBodyBytes + 1], contentType);
        await Answers.ProblemAsync(413, "body-too-large", await client.TellAsync(path, isSized ? body : new UnsizedContent(body)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_OfAsMuchAsIsAllowed_IsRead(bool isSized)
    {
        await using DigitsFactory service = Small();
        using HttpClient client = await service.ReadyClientAsync();
        HttpContent body = Bodies.Octets(new byte[MaxBodyBytes]);
        HttpResponseMessage response = await client.TellAsync("/predict/raw", isSized ? body : new UnsizedContent(body));
        await Answers.ProblemAsync(400, "wrong-pixel-count", response);
    }

    [Fact]
    public async Task Multipart_WithTooLargeAFile_IsTooLarge()
    {
        await using DigitsFactory service = Small();
        using HttpClient client = await service.ReadyClientAsync();
        MultipartFormDataContent form = Bodies.Files(("image", new byte[MaxBodyBytes + 1]));
        await Answers.ProblemAsync(413, "body-too-large", await client.TellAsync("/predict/image", form));
    }

    [Fact]
    public async Task Multipart_WithFilesThatAreTooLargeTogether_IsTooLarge()
    {
        await using DigitsFactory service = Small();
        using HttpClient client = await service.ReadyClientAsync();
        MultipartFormDataContent form = Bodies.Files(("a", new byte[MaxBodyBytes / 2]), ("b", new byte[(MaxBodyBytes / 2) + 1]));
        await Answers.ProblemAsync(413, "body-too-large", await client.TellAsync("/predict/batch", new UnsizedContent(form)));
    }

    // A body of 16 MB has room for 300,000, each of which takes a microsecond and more.
    [Theory]
    [InlineData(4_160, "missing-field")]
    [InlineData(4_161, "malformed-request")]
    public async Task Multipart_OfManyParts_IsReadUpToABound(int parts, string slug)
    {
        await using DigitsFactory service = new();
        using HttpClient client = await service.ReadyClientAsync();
        const string part = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n";
        string body = string.Concat(Enumerable.Repeat(part, parts)) + "--b--\r\n";
        await Answers.ProblemAsync(400, slug, await client.TellAsync("/predict/image", Bodies.Of(body, "multipart/form-data; boundary=b")));
    }

    [Fact]
    public async Task Batch_LargerThanTheQueue_IsTooLargeRatherThanToBeTriedAgain()
    {
        await using DigitsFactory service = new DigitsFactory().With("QueueCapacity", "2");
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage response = await client.TellAsync("/predict/batch", Bodies.Json("{\"pixels\":[[],[],[]]}"));
        await Answers.ProblemAsync(413, "batch-too-large", response);
    }

    [Theory]
    [InlineData("{\"images\":[\"AAAA\",\"AAAA\",\"zq7Marker\"]}")]
    [InlineData("{\"pixels\":[[],[],[]]}")]
    public async Task Batch_OfAnItemTooMany_IsTooLarge(string body)
    {
        await using DigitsFactory service = Small();
        using HttpClient client = await service.ReadyClientAsync();
        string detail = await Answers.ProblemAsync(413, "batch-too-large", await client.TellAsync("/predict/batch", Bodies.Json(body)));
        Assert.Contains('2', detail);
    }

    [Fact]
    public async Task Batch_OfAFileTooMany_IsTooLarge()
    {
        await using DigitsFactory service = Small();
        using HttpClient client = await service.ReadyClientAsync();
        MultipartFormDataContent form = Bodies.Files(("a", [1]), ("b", [2]), ("c", [3]));
        await Answers.ProblemAsync(413, "batch-too-large", await client.TellAsync("/predict/batch", form));
    }

    [Fact]
    public async Task Batch_OfAsManyItemsAsAllowed_IsRead()
    {
        await using DigitsFactory service = Small();
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.OkAsync(await client.TellAsync("/predict/batch", Bodies.Json("""{"images":["AAAA","AAAA"]}""")));
    }

    private static DigitsFactory Small() => new DigitsFactory { Model = new GatedModel() }
        .With("MaxBodyBytes", "1024")
        .With("MaxBatchItems", "2");
}

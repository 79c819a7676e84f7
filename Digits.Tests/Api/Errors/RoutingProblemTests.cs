using Digits.Tests.Support;

namespace Digits.Tests.Api.Errors;

public sealed class RoutingProblemTests(DigitsFactory service)
{
    [Theory]
    [InlineData("/predict")]
    [InlineData("/predict/Marker")]
    [InlineData("/" + Samples.Marker)]
    [InlineData("/predict/base64/x")]
    public async Task Path_ThatIsNone_IsNotFound(string path)
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.ProblemAsync(404, "not-found", await client.TellAsync(path, Bodies.Json("{}")));
    }

    [Theory]
    [InlineData("GET", "/predict/base64", "POST")]
    [InlineData("PUT", "/predict/image", "POST")]
    [InlineData("DELETE", "/predict/raw", "POST")]
    [InlineData("OPTIONS", "/predict/batch", "POST")]
    [InlineData("POST", "/health/live", "GET, HEAD")]
    [InlineData("POST", "/health/ready", "GET, HEAD")]
    [InlineData("POST", "/openapi.yaml", "GET, HEAD")]
    public async Task Method_ThatThePathDoesNotTake_IsNotAllowedAndSaysWhich(string method, string path, string allowed)
    {
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage response = await client.AskAsync(HttpMethod.Parse(method), path);
        await Answers.ProblemAsync(405, "method-not-allowed", response);
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow));
    }

    [Theory]
    [InlineData("/predict/base64", null)]
    [InlineData("/predict/base64", "text/plain")]
    [InlineData("/predict/base64", "image/png")]
    [InlineData("/predict/base64", "application/json; charset=utf-16")]
    [InlineData("/predict/image", null)]
    [InlineData("/predict/image", "application/json")]
    [InlineData("/predict/image", "application/x-www-form-urlencoded")]
    [InlineData("/predict/raw", null)]
    [InlineData("/predict/raw", "image/png")]
    [InlineData("/predict/raw", "application/" + Samples.Marker)]
    [InlineData("/predict/batch", null)]
    [InlineData("/predict/batch", "application/octet-stream")]
    public async Task ContentType_ThatThePathDoesNotTake_IsUnsupported(string path, string? contentType)
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.ProblemAsync(415, "unsupported-media-type", await client.TellAsync(path, Bodies.Of(Samples.Marker, contentType)));
    }

    [Fact]
    public async Task ContentType_ThatCannotBeRead_IsUnsupported()
    {
        using HttpClient client = await service.ReadyClientAsync();
        using var body = new ByteArrayContent([1]);
        Assert.True(body.Headers.TryAddWithoutValidation("Content-Type", "//" + Samples.Marker));
        await Answers.ProblemAsync(415, "unsupported-media-type", await client.TellAsync("/predict/raw", body));
    }

    [Theory]
    [InlineData("/predict/base64")]
    [InlineData("/predict/image")]
    [InlineData("/predict/raw")]
    [InlineData("/predict/batch")]
    public async Task Model_ThatIsNone_IsUnknown(string path)
    {
        using HttpClient client = await service.ReadyClientAsync();
        HttpContent body = path switch
        {
            "/predict/base64" => Bodies.Image(Samples.Seven),
            "/predict/image" => Bodies.Of(Samples.Seven, "image/png"),
            "/predict/raw" => Bodies.Octets(Samples.SevenPixels),
            _ => Bodies.Json("""{"images":["AAAA"]}"""),
        };
        string detail = await Answers.ProblemAsync(404, "unknown-model", await client.TellAsync($"{path}?model={Samples.Marker}", body));
        Assert.Contains("cnn", detail, StringComparison.Ordinal);
    }
}

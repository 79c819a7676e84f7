using System.Globalization;
using System.Net;
using Digits.Tests.Support;
using Serilog.Events;

namespace Digits.Tests.Api.Access;

public sealed class ApiKeyHandlerTests
{
    private const string Key = "zq7MarkerOfAKey-1";
    private const string Second = "zq7MarkerOfAKey-2";
    private const string Page = "https://page.example";

    public static TheoryData<string, string> Bearing => new()
    {
        { "Authorization", $"Bearer {Key}" },
        { "Authorization", $"bearer  {Key}" },
        { "Authorization", $"Bearer {Second}" },
        { "X-Api-Key", Key },
        { "x-api-key", Second },
    };

    public static TheoryData<string, string> NotBearing => new()
    {
        { "X-Other", Key },
        { "Authorization", $"Basic {Key}" },
        { "Authorization", Key },
        { "Authorization", "Bearer" },
        { "X-Api-Key", "" },
    };

    public static TheoryData<string, string> BearingAnother => new()
    {
        { "Authorization", $"Bearer {Key}x" },
        { "Authorization", "Bearer " + new string('k', 5000) },
        { "X-Api-Key", Key[..^1] },
        { "X-Api-Key", Key.ToUpperInvariant() },
        { "X-Api-Key", $"{Key}, {Key}" },
        { "X-Api-Key", $"Bearer {Key}" },
        { "X-Api-Key", Key + "\u00fc" },
    };

    [Theory]
    [MemberData(nameof(Bearing))]
    public async Task Prediction_WithAKey_IsAnswered(string header, string value)
    {
        await using DigitsFactory service = Guarded();
        await Answers.DigitAsync(7, await TellAsync(service, header, value));
    }

    [Theory]
    [MemberData(nameof(NotBearing))]
    public async Task Prediction_WithoutAKey_IsUnauthorized(string header, string value)
    {
        await using DigitsFactory service = Guarded();
        HttpResponseMessage response = await TellAsync(service, header, value);
        string detail = await Answers.ProblemAsync(401, "unauthorized", response);
        Assert.Contains("X-Api-Key: KEY", detail, StringComparison.Ordinal);
        Assert.Equal("Bearer realm=\"digits\"", response.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [MemberData(nameof(BearingAnother))]
    public async Task Prediction_WithAnotherKey_IsUnauthorized(string header, string value)
    {
        await using DigitsFactory service = Guarded();
        HttpResponseMessage response = await TellAsync(service, header, value);
        string detail = await Answers.ProblemAsync(401, "unauthorized", response);
        Assert.Equal("The API key is none that this service takes.", detail);
        Assert.EndsWith("error=\"invalid_token\"", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    // Who reads which of them on the way is anybody's guess.
    [Theory]
    [InlineData("X-Api-Key", Key, Key)]
    [InlineData("X-Api-Key", "nothing", Key)]
    [InlineData("Authorization", "Bearer " + Key, "Bearer " + Key)]
    [InlineData("Authorization", "Basic bm8=", "Bearer " + Key)]
    public async Task Prediction_WithAHeaderThatComesTwice_IsUnauthorized(string header, string first, string second)
    {
        await using DigitsFactory service = Guarded();
        using HttpClient client = await service.ReadyClientAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict/raw") { Content = Bodies.Octets(Samples.SevenPixels) };
        request.Headers.TryAddWithoutValidation(header, [first, second]);
        await Answers.ProblemAsync(401, "unauthorized", await client.AskAsync(request));
    }

    [Theory]
    [InlineData("/predict/base64")]
    [InlineData("/predict/image")]
    [InlineData("/predict/raw")]
    [InlineData("/predict/batch")]
    public async Task Predictions_OfAllKinds_AskForAKeyBeforeTheyReadABody(string path)
    {
        await using DigitsFactory service = Guarded();
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.ProblemAsync(401, "unauthorized", await client.TellAsync(path, Bodies.Json("{")));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/livez")]
    [InlineData("/openapi.yaml")]
    [InlineData("/docs/errors.md")]
    [InlineData("/swagger/index.html")]
    public async Task Others_WithoutAKey_AreOpen(string path)
    {
        await using DigitsFactory service = Guarded();
        using HttpClient client = await service.ReadyClientAsync();
        Assert.Equal(HttpStatusCode.OK, (await client.AskAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("authorization,content-type")]
    [InlineData("x-api-key,content-type")]
    public async Task Preflight_WithoutAKey_AllowsTheHeaderThatBearsIt(string headers)
    {
        await using DigitsFactory service = Guarded().With("CorsOrigins:0", Page);
        using HttpClient client = await service.ReadyClientAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, "/predict/raw");
        request.Headers.Add("Origin", Page);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", headers);
        HttpResponseMessage response = await client.AskAsync(request);
        Assert.Equal((HttpStatusCode.NoContent, headers), (response.StatusCode, string.Join(',', response.Headers.GetValues("Access-Control-Allow-Headers"))));
    }

    [Fact]
    public async Task Refusal_ToAPageOfAConfiguredOrigin_CanBeReadThere()
    {
        await using DigitsFactory service = Guarded().With("CorsOrigins:0", Page);
        HttpResponseMessage response = await TellAsync(service, "Origin", Page);
        await Answers.ProblemAsync(401, "unauthorized", response);
        Assert.Equal(Page, Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Theory]
    [InlineData("Authorization", "Bearer " + Key, "{", "front-end")]
    [InlineData("Authorization", "Bearer " + Key + "x", "{", null)]
    [InlineData("Authorization", Key, "{", null)]
    [InlineData("X-Api-Key", Key + ", " + Key, "{", null)]
    public async Task Failure_OfARequest_IsLoggedWithTheKeysNameAndNeverWithTheKey(string header, string value, string body, string? name)
    {
        var log = new CapturedLog();
        await using DigitsFactory service = Guarded(log);
        await TellAsync(service, header, value, Bodies.Json(body));
        LogEvent line = await log.FailureAsync();
        Assert.Equal(name, line.Properties.TryGetValue("Key", out LogEventPropertyValue? key) ? ((ScalarValue)key).Value : null);
        Assert.All([line, .. log.Take()], entry => Assert.DoesNotContain(
            "zq7", entry.RenderMessage(CultureInfo.InvariantCulture) + string.Join(' ', entry.Properties), StringComparison.OrdinalIgnoreCase));
    }

    private static DigitsFactory Guarded(CapturedLog? log = null) => new DigitsFactory { Model = new GatedModel(), Log = log }
        .With("ApiKeys:front-end", Key)
        .With("ApiKeys:back-end", Second);

    private static async Task<HttpResponseMessage> TellAsync(DigitsFactory service, string header, string value, HttpContent? body = null)
    {
        using HttpClient client = await service.ReadyClientAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict/raw") { Content = body ?? Bodies.Octets(Samples.SevenPixels) };
        request.Headers.TryAddWithoutValidation(header, value);
        return await client.AskAsync(request);
    }
}

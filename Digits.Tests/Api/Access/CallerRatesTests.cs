using System.Net;
using Digits.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Serilog.Events;

namespace Digits.Tests.Api.Access;

public sealed class CallerRatesTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Requests_PastTheRate_AreLimitedAndToldWhenToReturn()
    {
        await using DigitsFactory service = Limited("0.25", "2");
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.DigitAsync(7, await TellAsync(client));
        HttpResponseMessage last = await TellAsync(client);
        await Answers.DigitAsync(7, last);
        Assert.Equal(("\"default\";q=2;w=8", "\"default\";r=0;t=8"), (Answers.Header(last, "RateLimit-Policy"), Answers.Header(last, "RateLimit")));
        HttpResponseMessage refused = await TellAsync(client);
        await Answers.ProblemAsync(429, "rate-limited", refused);
        Assert.Equal(("4", "\"default\";r=0;t=4"), (Answers.Header(refused, "Retry-After"), Answers.Header(refused, "RateLimit")));
        _time.Advance(TimeSpan.FromSeconds(4));
        await Answers.DigitAsync(7, await TellAsync(client));
    }

    [Fact]
    public async Task Request_PastTheRate_IsRefusedBeforeItsBodyIsReadAndLeavesOneLine()
    {
        var log = new CapturedLog();
        await using DigitsFactory service = Limited("1", "1", log);
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.ProblemAsync(400, "malformed-json", await client.TellAsync("/predict/raw", Bodies.Json("{")));
        await log.FailureAsync();
        await Answers.ProblemAsync(429, "rate-limited", await client.TellAsync("/predict/raw", Bodies.Json("{")));
        Assert.Equal("rate-limited", ((ScalarValue)(await log.FailureAsync()).Properties["Slug"]).Value);
    }

    [Fact]
    public async Task Requests_OfAnotherAddress_AreLimitedApart()
    {
        await using DigitsFactory service = Limited("1", "1").With("TrustedProxies:0", "127.0.0.1").Listening();
        await AssertApartAsync(service, "X-Forwarded-For", "192.0.2.1", "192.0.2.2");
    }

    [Fact]
    public async Task Requests_OfAnotherKey_AreLimitedApart()
    {
        await using DigitsFactory service = Limited("1", "1").With("ApiKeys:a", "0000111122223333").With("ApiKeys:b", "4444555566667777");
        await AssertApartAsync(service, "X-Api-Key", "0000111122223333", "4444555566667777");
    }

    [Fact]
    public async Task Batch_OfSeveralItems_CountsForAsMany()
    {
        await using DigitsFactory service = Limited("1", "4");
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage first = await TellBatchAsync(client, items: 3);
        await Answers.OkAsync(first);
        Assert.Equal("\"default\";r=1;t=3", Answers.Header(first, "RateLimit"));
        HttpResponseMessage refused = await TellBatchAsync(client, items: 3);
        await Answers.ProblemAsync(429, "rate-limited", refused);
        Assert.Equal("3", Answers.Header(refused, "Retry-After"));
        Assert.Equal(3, service.Model!.Items);
        _time.Advance(TimeSpan.FromSeconds(3));
        await Answers.OkAsync(await TellBatchAsync(client, items: 3));
    }

    // Else it would be told to come back for ever.
    [Fact]
    public async Task Batch_OfMoreItemsThanTheBurst_PassesWhereTheBurstIsWhole()
    {
        await using DigitsFactory service = Limited("1", "2");
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.OkAsync(await TellBatchAsync(client, items: 5));
        await Answers.ProblemAsync(429, "rate-limited", await TellBatchAsync(client, items: 5));
        _time.Advance(TimeSpan.FromSeconds(2));
        await Answers.OkAsync(await TellBatchAsync(client, items: 5));
    }

    [Fact]
    public async Task Others_UnderALimit_AreNotCounted()
    {
        await using DigitsFactory service = Limited("1", "1");
        using HttpClient client = await service.ReadyClientAsync();
        for (int i = 0; i < 3; i++)
        {
            HttpResponseMessage response = await client.AskAsync("/health/live");
            Assert.Equal((HttpStatusCode.OK, ""), (response.StatusCode, Answers.Header(response, "RateLimit")));
        }
    }

    // The framework takes all headers off the answer before the fault is written.
    [Fact]
    public async Task Answer_ToAFault_TellsTheRate()
    {
        await using DigitsFactory service = Limited("1", "2");
        service.Model!.Fault = new InvalidOperationException();
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage response = await TellAsync(client);
        Assert.Equal((HttpStatusCode.InternalServerError, "\"default\";r=1;t=1"), (response.StatusCode, Answers.Header(response, "RateLimit")));
    }

    private DigitsFactory Limited(string permitsPerSecond, string burst, CapturedLog? log = null) => new DigitsFactory
    {
        Model = new GatedModel(),
        Log = log,
        Configure = services => services.AddSingleton<TimeProvider>(_time),
    }.With("RateLimit:PermitsPerSecond", permitsPerSecond).With("RateLimit:Burst", burst);

    /// <summary>Asserts that one caller's second request is refused and another's first one is not.</summary>
    private static async Task AssertApartAsync(DigitsFactory service, string header, string one, string another)
    {
        using HttpClient client = await service.ReadyClientAsync();
        await Answers.DigitAsync(7, await TellAsync(client, (header, one)));
        await Answers.ProblemAsync(429, "rate-limited", await TellAsync(client, (header, one)));
        await Answers.DigitAsync(7, await TellAsync(client, (header, another)));
    }

    private static async Task<HttpResponseMessage> TellAsync(HttpClient client, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict/raw") { Content = Bodies.Octets(Samples.SevenPixels) };
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await client.AskAsync(request);
    }

    private static Task<HttpResponseMessage> TellBatchAsync(HttpClient client, int items) => client.TellAsync(
        "/predict/batch", Bodies.Json($$"""{"pixels":[{{string.Join(',', Enumerable.Repeat($"[{Samples.SevenList}]", items))}}]}"""));
}

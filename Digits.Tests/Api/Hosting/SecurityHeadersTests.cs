using System.Net;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Hosting;

public sealed class SecurityHeadersTests(DigitsFactory service)
{
    private const string NoSniff = "nosniff";

    [Theory]
    [InlineData("GET", "/health/live", 200)]
    [InlineData("GET", "/openapi.yaml", 200)]
    [InlineData("GET", "/docs/errors.md", 200)]
    [InlineData("GET", "/swagger/index.html", 200)]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("GET", "/predict/raw", 405)]
    [InlineData("POST", "/predict/raw", 415)]
    public async Task Answer_OfAnyKind_IsNotToBeSniffed(string method, string path, int status)
    {
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage response = await client.AskAsync(new HttpMethod(method), path);
        Assert.Equal((status, NoSniff), ((int)response.StatusCode, Answers.Header(response, "X-Content-Type-Options")));
    }

    // The framework takes all headers off the answer before the fault is written.
    [Fact]
    public async Task Answer_ToAFault_IsNotToBeSniffedEither()
    {
        await using var failing = new DigitsFactory { Model = new GatedModel { Fault = new InvalidOperationException() } };
        using HttpClient client = await failing.ReadyClientAsync();
        HttpResponseMessage response = await client.TellAsync("/predict/raw", Bodies.Octets(Samples.SevenPixels));
        Assert.Equal((HttpStatusCode.InternalServerError, NoSniff), (response.StatusCode, Answers.Header(response, "X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/nothing")]
    public async Task Answer_OfTheMoment_IsNotToBeKept(string path)
    {
        using HttpClient client = await service.ReadyClientAsync();
        Assert.True((await client.AskAsync(path)).Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Prediction_OfAnyBody_IsNotToBeKept()
    {
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage response = await client.TellAsync("/predict/raw", Bodies.Octets(Samples.SevenPixels));
        Assert.Equal((HttpStatusCode.OK, true), (response.StatusCode, response.Headers.CacheControl!.NoStore));
    }

    [Fact]
    public async Task Page_OfSwagger_LoadsItsOwnAloneAndIsShownInNoFrame()
    {
        using HttpClient client = service.CreateClient();
        HttpResponseMessage response = await client.AskAsync("/swagger/index.html");
        string policy = Answers.Header(response, "Content-Security-Policy");
        Assert.Contains("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal(("no-referrer", "DENY"), (Answers.Header(response, "Referrer-Policy"), Answers.Header(response, "X-Frame-Options")));
    }

    [Theory]
    [InlineData(true, "0", "")]
    [InlineData(true, "600", "max-age=600")]
    [InlineData(false, "600", "")]
    public async Task Https_WhereItIsOnAndAskedFor_IsToBeKeptTo(bool isHttps, string seconds, string expected)
    {
        await using DigitsFactory strict = new DigitsFactory { Model = new GatedModel() }.With("HstsSeconds", seconds);
        using HttpClient client = strict.CreateDefaultClient(new Uri($"{(isHttps ? "https" : "http")}://digits.example"));
        Assert.Equal(expected, Answers.Header(await client.AskAsync("/health/live"), "Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("https://page.example", "https://page.example")]
    [InlineData("https://page.example", "https://other.example")]
    [InlineData("https://page.example", null)]
    [InlineData("https://page.example https://second.example", "https://second.example")]
    [InlineData("https://page.example https://second.example", null)]
    public async Task Answer_WhereOriginsAreTold_VariesByOriginOnce(string allowed, string? origin)
    {
        await using DigitsFactory open = Open(allowed.Split(' '));
        Assert.Equal("Origin", Answers.Header(await AskAsync(open, origin), "Vary"));
    }

    [Theory]
    [InlineData("*")]
    [InlineData()]
    public async Task Answer_WhereAllOriginsOrNoneAreAllowed_DoesNotVary(params string[] allowed)
    {
        await using DigitsFactory open = Open(allowed);
        Assert.Equal("", Answers.Header(await AskAsync(open, "https://page.example"), "Vary"));
    }

    private static DigitsFactory Open(string[] origins)
    {
        var service = new DigitsFactory { Model = new GatedModel() };
        for (int i = 0; i < origins.Length; i++)
        {
            service.With($"CorsOrigins:{i}", origins[i]);
        }

        return service;
    }

    private static async Task<HttpResponseMessage> AskAsync(DigitsFactory service, string? origin)
    {
        using HttpClient client = await service.ReadyClientAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await client.AskAsync(request);
    }
}

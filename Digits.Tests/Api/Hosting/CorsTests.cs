using System.Net;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Hosting;

public sealed class CorsTests
{
    private const string Page = "https://page.example";
    private const string AllowOrigin = "Access-Control-Allow-Origin";

    [Fact]
    public async Task Preflight_OfAConfiguredOrigin_IsAllowed()
    {
        await using DigitsFactory service = Open(Page);
        HttpResponseMessage response = await PreflightAsync(service, Page);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(Page, Assert.Single(response.Headers.GetValues(AllowOrigin)));
        Assert.Equal("content-type", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Headers")));
        Assert.Equal("3600", Assert.Single(response.Headers.GetValues("Access-Control-Max-Age")));
        Assert.Contains("POST", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://other.example")]
    [InlineData("http://page.example")]
    [InlineData("https://page.example.evil.example")]
    public async Task Preflight_OfAnotherOrigin_IsDenied(string origin)
    {
        await using DigitsFactory service = Open(Page);
        Assert.False((await PreflightAsync(service, origin)).Headers.Contains(AllowOrigin));
    }

    [Fact]
    public async Task Preflight_WithoutAnyConfiguredOrigin_IsAMethodNotAllowed()
    {
        await using var service = new DigitsFactory { Model = new GatedModel() };
        HttpResponseMessage response = await PreflightAsync(service, Page);
        await Answers.ProblemAsync(405, "method-not-allowed", response);
        Assert.False(response.Headers.Contains(AllowOrigin));
    }

    [Fact]
    public async Task Preflight_WithEveryOriginConfigured_IsAllowed()
    {
        await using DigitsFactory service = Open("*");
        Assert.Equal("*", Assert.Single((await PreflightAsync(service, "https://any.example")).Headers.GetValues(AllowOrigin)));
    }

    [Fact]
    public async Task Answer_ToAConfiguredOrigin_ShowsItsIdAndWhenToRetry()
    {
        await using DigitsFactory service = Open(Page);
        HttpResponseMessage response = await TellAsync(service, Bodies.Octets(Samples.SevenPixels));
        await Answers.DigitAsync(7, response);
        Assert.Equal(Page, Assert.Single(response.Headers.GetValues(AllowOrigin)));
        Assert.Equal("X-Request-Id,Retry-After,RateLimit,RateLimit-Policy", Assert.Single(response.Headers.GetValues("Access-Control-Expose-Headers")));
    }

    [Fact]
    public async Task Problem_ToAConfiguredOrigin_CanBeReadThere()
    {
        await using DigitsFactory service = Open(Page);
        HttpResponseMessage response = await TellAsync(service, Bodies.Json("{"));
        await Answers.ProblemAsync(400, "malformed-json", response);
        Assert.Equal(Page, Assert.Single(response.Headers.GetValues(AllowOrigin)));
    }

    [Fact]
    public async Task InternalError_ToAConfiguredOrigin_CanBeReadThere()
    {
        await using DigitsFactory service = Open(Page);
        service.Model!.Fault = new InvalidOperationException();
        HttpResponseMessage response = await TellAsync(service, Bodies.Octets(Samples.SevenPixels));
        await Answers.ProblemAsync(500, "internal-error", response);
        Assert.Equal(Page, Assert.Single(response.Headers.GetValues(AllowOrigin)));
    }

    private static DigitsFactory Open(string origin) => new DigitsFactory { Model = new GatedModel() }.With("CorsOrigins:0", origin);

    private static async Task<HttpResponseMessage> PreflightAsync(DigitsFactory service, string origin)
    {
        using HttpClient client = await service.ReadyClientAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, "/predict/base64");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");
        return await client.AskAsync(request);
    }

    private static async Task<HttpResponseMessage> TellAsync(DigitsFactory service, HttpContent body)
    {
        using HttpClient client = await service.ReadyClientAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/predict/raw") { Content = body };
        request.Headers.Add("Origin", Page);
        return await client.AskAsync(request);
    }
}

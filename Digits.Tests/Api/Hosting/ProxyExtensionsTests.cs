using System.Net;
using Digits.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Digits.Tests.Api.Hosting;

/// <summary>Over sockets, because the server in memory knows no addresses.</summary>
public sealed class ProxyExtensionsTests
{
    private static readonly (string, string)[] Told =
    [
        ("X-Forwarded-For", "203.0.113.7"),
        ("X-Forwarded-Proto", "https"),
        ("X-Forwarded-Host", "example.org"),
        ("X-Forwarded-Prefix", "/digits"),
    ];

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.0/8")]
    [InlineData("192.0.2.1", "127.0.0.1")]
    public async Task Headers_OfATrustedProxy_TellOfTheClient(params string[] trusted)
    {
        var seen = new SeenRequest();
        await AskAsync(seen, trusted, Told);
        Assert.Equal(("203.0.113.7", "https", "example.org", "/digits"), (seen.Client, seen.Scheme, seen.Host, seen.PathBase));
    }

    [Theory]
    [InlineData]
    [InlineData("192.0.2.1")]
    [InlineData("10.0.0.0/8", "::1")]
    public async Task Headers_OfAnybodyElse_AreNotBelieved(params string[] trusted)
    {
        var seen = new SeenRequest();
        Uri address = await AskAsync(seen, trusted, Told);
        Assert.Equal(("127.0.0.1", "http", address.Authority, ""), (seen.Client, seen.Scheme, seen.Host, seen.PathBase));
    }

    [Fact]
    public async Task Chain_OfProxies_IsFollowedToTheFirstThatIsNotTrusted()
    {
        var seen = new SeenRequest();
        await AskAsync(seen, ["127.0.0.1", "10.0.0.0/8"], ("X-Forwarded-For", "203.0.113.7, 198.51.100.9, 10.0.0.5, 10.1.2.3"));
        Assert.Equal("198.51.100.9", seen.Client);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "somebody")]
    [InlineData("X-Forwarded-Proto", "https://")]
    [InlineData("X-Forwarded-Host", "example.org/path")]
    [InlineData("X-Forwarded-Prefix", "digits")]
    public async Task Header_OfATrustedProxyThatMakesNoSense_IsPassedOver(string name, string value)
    {
        var seen = new SeenRequest();
        Uri address = await AskAsync(seen, ["127.0.0.1"], (name, value));
        Assert.Equal(("127.0.0.1", "http", address.Authority, ""), (seen.Client, seen.Scheme, seen.Host, seen.PathBase));
    }

    [Theory]
    [InlineData("/digits/health/live", HttpStatusCode.OK)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/DIGITS/health/live", HttpStatusCode.OK)]
    [InlineData("/digits/digits/health/live", HttpStatusCode.NotFound)]
    [InlineData("/digitshealth/live", HttpStatusCode.NotFound)]
    public async Task Path_WithAPathBase_IsThereWithAndWithoutIt(string path, HttpStatusCode status)
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel() }.With("PathBase", "/digits");
        using HttpClient client = await service.ReadyClientAsync();
        Assert.Equal(status, (await client.AskAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Prefix_OfATrustedProxy_ComesBeforeThePathBase()
    {
        var seen = new SeenRequest();
        await AskAsync(seen, "/digits", ["127.0.0.1"], ("X-Forwarded-Prefix", "/outer"));
        Assert.Equal("/outer/digits", seen.PathBase);
    }

    private static Task<Uri> AskAsync(SeenRequest seen, string[] trusted, params (string Name, string Value)[] headers) =>
        AskAsync(seen, "", trusted, headers);

    /// <summary>Asks from 127.0.0.1 and returns the service's address.</summary>
    private static async Task<Uri> AskAsync(
        SeenRequest seen, string pathBase, string[] trusted, params (string Name, string Value)[] headers)
    {
        await using DigitsFactory service = new DigitsFactory
        {
            Model = new GatedModel(),
            Configure = services => services.AddSingleton<IStartupFilter>(seen),
        }.With("PathBase", pathBase).Listening();
        for (int i = 0; i < trusted.Length; i++)
        {
            service.With($"TrustedProxies:{i}", trusted[i]);
        }

        using HttpClient client = await service.ReadyClientAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{pathBase}/health/live");
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        Assert.Equal(HttpStatusCode.OK, (await client.AskAsync(request)).StatusCode);
        return client.BaseAddress!;
    }

    /// <summary>What the service takes a request for.</summary>
    private sealed class SeenRequest : IStartupFilter
    {
        public string? Client { get; private set; }

        public string? Scheme { get; private set; }

        public string? Host { get; private set; }

        public string? PathBase { get; private set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (HttpContext context, RequestDelegate rest) =>
            {
                context.Response.OnStarting(() =>
                {
                    Client = context.Connection.RemoteIpAddress?.ToString();
                    (Scheme, Host, PathBase) = (context.Request.Scheme, context.Request.Host.Value, context.Request.PathBase);
                    return Task.CompletedTask;
                });
                await rest(context);
            });
            next(app);
        };
    }
}

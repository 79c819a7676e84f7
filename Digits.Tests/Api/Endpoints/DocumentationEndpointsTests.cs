using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Digits.Tests.Support;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Digits.Tests.Api.Endpoints;

public sealed partial class DocumentationEndpointsTests(DigitsFactory service)
{
    private static readonly WebApplicationFactoryClientOptions NoRedirects = new() { AllowAutoRedirect = false };

    [Theory]
    [InlineData("openapi.yaml", "application/yaml")]
    [InlineData("docs/errors.md", "text/markdown; charset=utf-8")]
    public async Task Documents_Served_AreTheFilesByteForByte(string path, string contentType)
    {
        byte[] file = await File.ReadAllBytesAsync(
            Path.Combine(RepositoryRoot.Require(), path), TestContext.Current.CancellationToken);
        using HttpClient client = service.CreateClient();
        HttpResponseMessage response = await client.AskAsync("/" + path);
        Assert.Equal(contentType, response.Content.Headers.ContentType!.ToString());
        Assert.Equal(file, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/", HttpStatusCode.Redirect)]
    [InlineData("/openapi.yaml", HttpStatusCode.OK)]
    [InlineData("/docs/errors.md", HttpStatusCode.OK)]
    [InlineData("/swagger/index.html", HttpStatusCode.OK)]
    public async Task Head_OfAPage_AnswersAsGetDoesWithoutABody(string path, HttpStatusCode status)
    {
        using HttpClient client = service.CreateClient(NoRedirects);
        HttpResponseMessage asked = await client.AskAsync(path);
        HttpResponseMessage head = await client.AskAsync(HttpMethod.Head, path);
        Assert.Equal(status, head.StatusCode);
        Assert.Equal(asked.Headers.Location, head.Headers.Location);
        Assert.Equal(asked.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(asked.Content.Headers.ContentLength ?? 0, head.Content.Headers.ContentLength ?? 0);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Links_OfTheContract_LeadToThePageAboutErrors()
    {
        string external = ContractFile.Root.GetProperty("externalDocs").GetProperty("url").GetString()!;
        string description = ContractFile.Root.GetProperty("info").GetProperty("description").GetString()!;
        string shown = description.Split("](")[1].Split(')')[0];
        using HttpClient client = service.CreateClient();
        foreach (Uri link in new Uri[] { new(new("http://localhost/openapi.yaml"), external), new(new("http://localhost/swagger/index.html"), shown) })
        {
            Assert.StartsWith("# Errors", await TextAsync(await client.AskAsync(link.AbsolutePath)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Swagger_Page_IsServed()
    {
        using HttpClient client = service.CreateClient();
        HttpResponseMessage response = await client.AskAsync("/swagger/index.html");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("swagger-ui", await TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Root_OfTheService_LeadsToSwaggerAndOnToAPrediction()
    {
        using HttpClient client = service.CreateClient(NoRedirects);
        await WalkAsync(client, "/");
    }

    [Fact]
    public async Task Root_BehindAProxyThatStripsThePrefix_LeadsToSwaggerAndOnToAPrediction()
    {
        using HttpClient client = service.CreateDefaultClient(new StrippingProxy());
        await WalkAsync(client, "/digits/");
    }

    [Fact]
    public async Task Root_BehindAProxyThatTellsThePrefixAndIsNotTrusted_LeadsToSwaggerAndOnToAPrediction()
    {
        using HttpClient client = service.CreateDefaultClient(new StrippingProxy(("X-Forwarded-Prefix", "/elsewhere")));
        await WalkAsync(client, "/digits/");
    }

    [Theory]
    [InlineData("/digits/")]
    [InlineData("/digits")]
    public async Task Root_BehindATrustedProxyThatTellsThePrefix_LeadsToSwaggerAndOnToAPrediction(string root)
    {
        await using DigitsFactory trusting = new DigitsFactory { Model = new GatedModel() }.With("TrustedProxies:0", "127.0.0.1");
        using HttpClient client = trusting.CreateDefaultClient(new StrippingProxy(("X-Forwarded-Prefix", "/digits")));
        await WalkAsync(client, root);
    }

    [Theory]
    [InlineData("/digits/")]
    [InlineData("/digits")]
    [InlineData("/")]
    public async Task Root_WithAPathBase_LeadsToSwaggerAndOnToAPrediction(string root)
    {
        await using DigitsFactory passing = new DigitsFactory { Model = new GatedModel() }.With("PathBase", "/digits");
        using HttpClient client = passing.CreateClient(NoRedirects);
        await WalkAsync(client, root);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    public async Task Root_WithAPrefixThatIsAnotherHost_LeadsNotThere(string prefix)
    {
        await using DigitsFactory trusting = new DigitsFactory { Model = new GatedModel() }.With("TrustedProxies:0", "127.0.0.1");
        using HttpClient client = trusting.CreateClient(NoRedirects);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("X-Forwarded-Prefix", prefix);
        Uri location = (await client.AskAsync(request)).Headers.Location!;
        Assert.Equal(client.BaseAddress!.Host, new Uri(client.BaseAddress, location).Host);
    }

    /// <summary>Goes where a browser goes: from the root to Swagger UI, to the contract that it shows, and to where it sends what is tried out.</summary>
    private static async Task WalkAsync(HttpClient client, string root)
    {
        Uri page = new(client.BaseAddress!, root);
        HttpResponseMessage response = await client.AskAsync(page.AbsolutePath);
        for (int redirects = 0; redirects < 2; redirects++)
        {
            page = new Uri(page, response.Headers.Location!);
            response = await client.AskAsync(page.AbsolutePath);
        }

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("swagger-ui", await TextAsync(response), StringComparison.Ordinal);
        string script = await TextAsync(await client.AskAsync(new Uri(page, "index.js").AbsolutePath));
        Uri contract = new(page, ContractLink().Match(script).Groups["url"].Value);
        response = await client.AskAsync(contract.AbsolutePath);
        Assert.Equal("application/yaml", response.Content.Headers.ContentType!.ToString());

        string server = ContractFile.Parse(await TextAsync(response)).GetProperty("servers")[0].GetProperty("url").GetString()!;
        string tried = new Uri(contract, server).AbsolutePath.TrimEnd('/') + "/predict/raw";
        response = await client.TellAsync(tried, Bodies.Octets(Samples.SevenPixels));
        Assert.Equal(7, Answers.Digit(JsonElement.Parse(await TextAsync(response))));
    }

    private static Task<string> TextAsync(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    [GeneratedRegex(@"""urls"":\[\{""url"":""(?<url>[^""]+)""", RegexOptions.NonBacktracking)]
    private static partial Regex ContractLink();
}

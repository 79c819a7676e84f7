using System.Net;
using Digits.Tests.Support;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Digits.Tests.Api.Endpoints;

public sealed class DocumentationEndpointsTests(DigitsFactory service)
{
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
    public async Task Swagger_Page_ShowsTheContract()
    {
        using HttpClient client = service.CreateClient();
        string page = await TextAsync(await client.AskAsync("/swagger/index.html"));
        string script = await TextAsync(await client.AskAsync("/swagger/index.js"));
        Assert.Contains("/openapi.yaml", page + script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Root_OfTheService_LeadsToSwagger()
    {
        using HttpClient client = service.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        HttpResponseMessage response = await client.AskAsync("/");
        Assert.Equal((HttpStatusCode.Found, "/swagger"), (response.StatusCode, response.Headers.Location!.ToString()));
    }

    private static Task<string> TextAsync(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}

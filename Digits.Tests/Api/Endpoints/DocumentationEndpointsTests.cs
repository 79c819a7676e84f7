using System.Net;
using Digits.Tests.Support;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Digits.Tests.Api.Endpoints;

public sealed class DocumentationEndpointsTests(DigitsFactory service)
{
    [Fact]
    public async Task Contract_Served_IsTheFileByteForByte()
    {
        byte[] file = await File.ReadAllBytesAsync(
            Path.Combine(RepositoryRoot.Require(), "openapi.yaml"), TestContext.Current.CancellationToken);
        using HttpClient client = service.CreateClient();
        HttpResponseMessage response = await client.AskAsync("/openapi.yaml");
        Assert.Equal("application/yaml", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(file, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
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

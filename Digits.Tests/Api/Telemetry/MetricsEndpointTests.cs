using System.Net;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Telemetry;

public sealed class MetricsEndpointTests(DigitsFactory service)
{
    [Fact]
    public async Task Get_AsABrowser_IsPrometheusText()
    {
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage response = await client.AskAsync("/metrics");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.Single(response.Headers.GetValues("X-Request-Id"));

        // The library's own, which end with this process and not with another test's service.
        Assert.Contains("# TYPE digits_predictions_total counter\n", await TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AsPrometheusAsks_IsOpenMetrics()
    {
        using HttpClient client = await service.ReadyClientAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("Accept", "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.5");
        HttpResponseMessage response = await client.AskAsync(request);
        Assert.Equal("application/openmetrics-text", response.Content.Headers.ContentType!.MediaType);
        Assert.EndsWith("# EOF\n", await TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_AsForEveryDocument_IsTheSameWithoutABody()
    {
        await using DigitsFactory listening = new DigitsFactory { Model = new GatedModel() }.Listening();
        using HttpClient client = await listening.ReadyClientAsync();
        HttpResponseMessage response = await client.AskAsync(HttpMethod.Head, "/metrics");
        Assert.Equal((HttpStatusCode.OK, "text/plain"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Empty(await TextAsync(response));
    }

    [Fact]
    public async Task Post_ToAPathThatIsRead_IsAProblem()
    {
        using HttpClient client = await service.ReadyClientAsync();
        HttpResponseMessage response = await client.TellAsync("/metrics", Bodies.Json("{}"));
        await Answers.ProblemAsync(405, "method-not-allowed", response);
    }

    [Fact]
    public async Task Get_WhereTheOptionIsOff_IsNotThere()
    {
        await using DigitsFactory off = new DigitsFactory { Model = new GatedModel() }.With("Metrics", "false");
        using HttpClient client = await off.ReadyClientAsync();
        await Answers.ProblemAsync(404, "not-found", await client.AskAsync("/nothing-here"));
        Assert.Equal(HttpStatusCode.NotFound, (await client.AskAsync("/metrics")).StatusCode);
    }

    private static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}

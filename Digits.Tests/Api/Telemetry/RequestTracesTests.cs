using System.Diagnostics;
using Digits.Api.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using OpenTelemetry.Trace;

namespace Digits.Tests.Api.Telemetry;

public sealed class RequestTracesTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Parent = "b7ad6b7169203331";
    private const string Sampled = $"00-{Trace}-{Parent}-01";

    [Fact]
    public async Task Request_OfACallersTrace_IsASpanBelowTheCallers()
    {
        Activity span = Assert.IsType<Activity>(await TraceAsync(request =>
        {
            request.Headers.TraceParent = Sampled;
            request.Headers.TraceState = "vendor=1";
        }));
        Assert.Equal(Trace, span.TraceId.ToHexString());
        Assert.Equal(Parent, span.ParentSpanId.ToHexString());
        Assert.Equal("vendor=1", span.TraceStateString);
        Assert.Equal(ActivityKind.Server, span.Kind);
        Assert.Equal("POST /predict/raw", span.DisplayName);
        Assert.Equal(200, span.GetTagItem("http.response.status_code"));
        Assert.Equal("/predict/raw", span.GetTagItem("http.route"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(Trace)]
    [InlineData(Sampled + "," + Sampled)]
    [InlineData("00-00000000000000000000000000000000-" + Parent + "-01")]
    [InlineData("00-" + Trace + "-0000000000000000-01")]
    public async Task Request_OfNoTrace_BeginsOne(string? header)
    {
        Activity span = Assert.IsType<Activity>(await TraceAsync(request => request.Headers.TraceParent = header));
        Assert.Equal(default, span.ParentSpanId);
        Assert.NotEqual(default, span.TraceId);
        Assert.NotEqual(Trace, span.TraceId.ToHexString());
        Assert.True(span.Recorded);
    }

    [Fact]
    public async Task Request_WithHugeHeaders_BeginsATraceAndKeepsNoneOfThem()
    {
        string huge = new('a', 8 << 10);
        Activity span = Assert.IsType<Activity>(await TraceAsync(request =>
        {
            request.Headers.TraceParent = huge;
            request.Headers.TraceState = huge;
            request.Headers.Baggage = $"key={huge}";
            request.Headers.UserAgent = huge;
            request.Path = "/" + huge;
            request.Method = huge;
        }));
        Assert.Empty(span.Baggage);
        Assert.Null(span.TraceStateString);
        Assert.Equal("_OTHER", span.GetTagItem("http.request.method"));
        Assert.All(span.TagObjects, tag => Assert.InRange(tag.Value?.ToString()?.Length ?? 0, 0, 100));
    }

    [Fact]
    public async Task Request_WithMoreStateThanAnybodyHasToPassOn_KeepsItsTraceWithoutThat()
    {
        Activity span = Assert.IsType<Activity>(await TraceAsync(request =>
        {
            request.Headers.TraceParent = Sampled;
            request.Headers.TraceState = "vendor=" + new string('a', 512);
        }));
        Assert.Equal(Trace, span.TraceId.ToHexString());
        Assert.Null(span.TraceStateString);
    }

    [Theory]
    [InlineData("/health/ready")]
    [InlineData("/behind/metrics")]
    public async Task Probe_MakesNoSpan(string path) => Assert.Null(await TraceAsync(request => request.Path = path));

    [Fact]
    public async Task Request_ThatIsNotSampled_MakesNoActivityAtAll() =>
        Assert.Null(await TraceAsync(request => request.Headers.TraceParent = $"00-{Trace}-{Parent}-00"));

    [Fact]
    public async Task Request_ThatFails_IsAnError()
    {
        Activity span = Assert.IsType<Activity>(await TraceAsync(request => request.HttpContext.Response.StatusCode = 503));
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal("503", span.GetTagItem("error.type"));
    }

    /// <summary>Has one request traced, unless its caller decided otherwise.</summary>
    /// <returns>Its span, after it has ended.</returns>
    private static async Task<Activity?> TraceAsync(Action<HttpRequest> shape)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == RequestTraces.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        var context = new DefaultHttpContext { Request = { Method = "POST", Path = "/predict/raw", Protocol = "HTTP/1.1", Scheme = "http" } };
        shape(context.Request);
        if (context.Request.Path == "/predict/raw")
        {
            context.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/predict/raw"), 0, null, null));
        }

        Activity? within = null;
        var traces = new RequestTraces(
            _ =>
            {
                within = Activity.Current;
                return Task.CompletedTask;
            },
            new ParentBasedSampler(new AlwaysOnSampler()));
        await traces.InvokeAsync(context);
        Assert.Null(Activity.Current);
        return within;
    }
}

using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using Digits.Api.Health;
using OpenTelemetry.Trace;

namespace Digits.Api.Telemetry;

/// <summary>
/// Makes a span for each request that is to be traced, below the span that its traceparent names
/// (https://www.w3.org/TR/trace-context; attributes: https://opentelemetry.io/docs/specs/semconv/http/http-spans).
/// </summary>
/// <remarks>
/// It decides before anything is made. The framework makes an activity for every request as soon as somebody listens, which costs 6% of
/// the processor though none be sampled; and it reads baggage, which nobody here asks for. Thread-safe.
/// </remarks>
internal sealed class RequestTraces(RequestDelegate next, Sampler sampler)
{
    /// <summary>The name of its source.</summary>
    public const string Name = "Digits.Requests";

    /// <summary>The name of the span until its route is known.</summary>
    private const string Unnamed = "HTTP";

    /// <summary>Of what clients choose, in characters.</summary>
    private const int MaxText = 100;

    /// <summary>As much as W3C asks everybody to pass on, in characters.</summary>
    private const int MaxState = 512;

    private static readonly ActivitySource Source = new(Name);

    private static readonly FrozenSet<string> Methods =
        new[] { "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Probes = [.. HealthEndpoints.Paths, MetricsEndpoint.Path];

    public Task InvokeAsync(HttpContext context)
    {
        ActivityContext parent = ParentOf(context.Request);
        ActivityTraceId trace = parent == default ? ActivityTraceId.CreateRandom() : parent.TraceId;
        var asked = new SamplingParameters(parent, trace, Unnamed, ActivityKind.Server);
        if (sampler.ShouldSample(in asked).Decision != SamplingDecision.RecordAndSample || IsProbe(context.Request.Path))
        {
            return next(context);
        }

        // Without a parent it is the first of the trace that was decided on.
        return TraceAsync(context, parent == default ? new ActivityContext(trace, default, ActivityTraceFlags.Recorded) : parent);
    }

    private async Task TraceAsync(HttpContext context, ActivityContext parent)
    {
        using Activity? span = Source.StartActivity(Unnamed, ActivityKind.Server, parent);
        try
        {
            await next(context);
        }
        finally
        {
            if (span is not null)
            {
                Describe(span, context);
            }
        }
    }

    private static void Describe(Activity span, HttpContext context)
    {
        HttpRequest request = context.Request;
        string method = MethodOf(request);
        string? route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? method : $"{method} {route}";
        span.SetTag("http.request.method", method);
        span.SetTag("url.scheme", request.Scheme);
        span.SetTag("url.path", Shorten(request.PathBase.Value + request.Path.Value));
        span.SetTag("http.route", route);
        span.SetTag("network.protocol.version", request.Protocol == HttpProtocol.Http2 ? "2" : request.Protocol[^3..]);
        span.SetTag("user_agent.original", Shorten(request.Headers.UserAgent));
        int status = context.Response.StatusCode;
        span.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetTag("error.type", status.ToString(CultureInfo.InvariantCulture));
            span.SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>The caller's span; nothing where it names none, or more than one.</summary>
    private static ActivityContext ParentOf(HttpRequest request)
    {
        string? parent = request.Headers.TraceParent;
        if (parent is null)
        {
            return default;
        }

        string? state = request.Headers.TraceState;
        bool isRead = ActivityContext.TryParse(parent, state?.Length <= MaxState ? state : null, isRemote: true, out ActivityContext context);
        return isRead ? context : default;
    }

    /// <summary>A client's own words are no names of spans.</summary>
    private static string MethodOf(HttpRequest request)
    {
        string method = HttpMethods.GetCanonicalizedValue(request.Method);
        return Methods.Contains(method) ? method : "_OTHER";
    }

    /// <summary>Probes and scrapes come every few seconds and say nothing. By their ends: a proxy's path may stand before them.</summary>
    private static bool IsProbe(PathString path) =>
        Array.Exists(Probes, probe => path.Value?.EndsWith(probe, StringComparison.OrdinalIgnoreCase) == true);

    private static string? Shorten(string? text) => text?.Length > MaxText ? text[..MaxText] : text;
}

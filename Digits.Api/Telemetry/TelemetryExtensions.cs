using System.Diagnostics.Metrics;
using System.Reflection;
using Digits.Api.Hosting;
using Digits.Core.Diagnostics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Digits.Api.Telemetry;

/// <summary>
/// Has OpenTelemetry gather what the service, the server and the runtime measure, for whoever asks at /metrics, and send it, and traces,
/// to where the operator says (<see cref="OtlpSettings"/>). Where nobody says, no activity is made for a request and nothing is sent.
/// </summary>
internal static class TelemetryExtensions
{
    /// <summary>The framework's own have five milliseconds for the least, in which most requests here are answered.</summary>
    private static readonly double[] RequestSeconds =
        [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    /// <summary>
    /// Room for the series of one metric, which OpenTelemetry takes at once: with its own 2,000 all of them together take 8 MB more. What comes
    /// past it is counted in one series, otel_metric_overflow.
    /// </summary>
    private const int MostSeries = 200;

    /// <summary>The same for requests: nine routes, times methods and statuses.</summary>
    private const int MostRequestSeries = 500;

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ServiceMeter>();
        bool isAsked = builder.Configuration.GetValue($"{ApiOptions.Section}:{nameof(ApiOptions.Metrics)}", new ApiOptions().Metrics);
        OtlpSettings? sentMetrics = OtlpSettings.Find(builder.Configuration, "METRICS");
        OtlpSettings? sentTraces = OtlpSettings.Find(builder.Configuration, "TRACES");
        if (OtlpSettings.IsDisabled(builder.Configuration))
        {
            return;
        }

        if (isAsked || sentMetrics is not null)
        {
            builder.Services.AddOpenTelemetry().ConfigureResource(Describe).WithMetrics(metrics => Gather(metrics, isAsked, sentMetrics));
        }

        if (sentTraces is not null)
        {
            // Whatever is asked for below a request that is traced is, and RequestTraces has decided on that.
            builder.Services.AddSingleton(TraceSampling.Find(builder.Configuration));
            builder.Services.AddOpenTelemetry().ConfigureResource(Describe).WithTracing(traces => traces
                .AddSource(DigitsActivitySource.Name, RequestTraces.Name)
                .SetSampler<AlwaysOnSampler>()
                .AddOtlpExporter(sentTraces.Apply));
        }
    }

    /// <summary>Traces requests where traces are sent.</summary>
    public static void UseTelemetry(this WebApplication app)
    {
        if (app.Services.GetService<Sampler>() is { } sampler)
        {
            app.UseMiddleware<RequestTraces>(sampler);
        }
    }

    private static void Gather(MeterProviderBuilder metrics, bool isAsked, OtlpSettings? sent)
    {
        // Microsoft.AspNetCore.Routing is left out: the route stands in the request's duration, and each of its counts costs as much again.
        metrics
            .AddMeter(DigitsMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddProcessInstrumentation()
            .AddView(Shape);
        if (isAsked)
        {
            metrics.AddPrometheusExporter(exporter => exporter.ScopeInfoEnabled = false);
        }

        if (sent is not null)
        {
            metrics.AddOtlpExporter(sent.Apply);
        }
    }

    private static MetricStreamConfiguration Shape(Instrument instrument) => instrument.Name switch
    {
        "http.server.request.duration" => new ExplicitBucketHistogramConfiguration { Boundaries = RequestSeconds, CardinalityLimit = MostRequestSeries },

        // The runtime's own meter has both, as dotnet.process.cpu.time and dotnet.process.memory.working_set.
        "process.cpu.time" or "process.memory.usage" => MetricStreamConfiguration.Drop,

        // A name with count at its end is a histogram's for Prometheus, and promtool says so of each.
        "process.thread.count" => Renamed("process.threads"),
        "process.unix.file_descriptor.count" => Renamed("process.open_fds"),
        "dotnet.process.cpu.count" => Renamed("dotnet.process.cpus"),
        "dotnet.assembly.count" => Renamed("dotnet.assemblies"),
        "dotnet.timer.count" => Renamed("dotnet.timers"),
        _ => new MetricStreamConfiguration { CardinalityLimit = MostSeries },
    };

    private static MetricStreamConfiguration Renamed(string name) => new() { Name = name, CardinalityLimit = MostSeries };

    /// <summary>The operator's OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES come last, so that they hold.</summary>
    private static void Describe(ResourceBuilder resource) => resource
        .AddService("digits", serviceVersion: typeof(TelemetryExtensions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion)
        .AddEnvironmentVariableDetector();
}

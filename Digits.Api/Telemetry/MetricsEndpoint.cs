using Digits.Api.Hosting;
using Digits.Api.Hosting.Management;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace Digits.Api.Telemetry;

/// <summary>GET /metrics: what <see cref="TelemetryExtensions"/> gathers, in Prometheus' text format, or OpenMetrics where that is asked for.</summary>
internal static class MetricsEndpoint
{
    /// <summary>Its path.</summary>
    public const string Path = "/metrics";

    /// <summary>Maps it, unless the option Metrics is off. What is asked for again within 0.3 s is not gathered anew.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder app)
    {
        IServiceProvider services = app.ServiceProvider;
        if (!services.GetRequiredService<IOptions<ApiOptions>>().Value.Metrics
            || services.GetService<MeterProvider>() is not { } provider)
        {
            return;
        }

        // The package's own mapping takes every method.
        IApplicationBuilder branch = app.CreateApplicationBuilder();
        branch.UseOpenTelemetryPrometheusScrapingEndpoint(
            provider, predicate: static _ => true, path: null, configureBranchedPipeline: null, optionsName: null);
        app.MapMethods(Path, ReadMethods.GetAndHead, branch.Build()).DisableHttpMetrics().ForManagement();
    }
}

using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;

namespace Digits.Api.Telemetry;

/// <summary>
/// Where the operator has traces or metrics sent to, by OpenTelemetry's own variables
/// (https://opentelemetry.io/docs/specs/otel/protocol/exporter). The exporter reads the others, headers and timeouts among them.
/// </summary>
/// <param name="Endpoint">The address.</param>
/// <param name="IsOfSignal">Whether it was given for this signal alone: then it is the whole address, and no path is added.</param>
internal sealed record OtlpSettings(Uri Endpoint, bool IsOfSignal)
{
    private const string Any = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    private static readonly string[] Protocols = ["grpc", "http/protobuf"];

    /// <summary>True where OpenTelemetry as a whole was switched off.</summary>
    public static bool IsDisabled(IConfiguration configuration) =>
        string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a signal is sent to; null, and nothing is sent, where the configuration names no endpoint.</summary>
    /// <param name="configuration">The service's.</param>
    /// <param name="signal">TRACES or METRICS.</param>
    /// <exception cref="OptionsValidationException">A value is none that the exporter takes: it would send to its default address instead.</exception>
    public static OtlpSettings? Find(IConfiguration configuration, string signal)
    {
        string own = $"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT";
        string key = string.IsNullOrWhiteSpace(configuration[own]) ? Any : own;
        string? address = configuration[key];
        if (string.IsNullOrWhiteSpace(address) || IsSentElsewhere(configuration, signal))
        {
            return null;
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? endpoint) || endpoint.Scheme is not ("http" or "https"))
        {
            throw Unusable($"{key} must be an address such as http://collector:4317.");
        }

        if (configuration[Protocol] is { Length: > 0 } protocol && !Protocols.Contains(protocol, StringComparer.Ordinal))
        {
            throw Unusable($"{Protocol} must be one of {string.Join(", ", Protocols)}.");
        }

        return new OtlpSettings(endpoint, key == own);
    }

    /// <summary>Tells the exporter. An address for all signals it reads by itself, and adds each one's path.</summary>
    public void Apply(OtlpExporterOptions exporter)
    {
        if (IsOfSignal)
        {
            exporter.Endpoint = Endpoint;
        }
    }

    private static bool IsSentElsewhere(IConfiguration configuration, string signal)
    {
        string key = $"OTEL_{signal}_EXPORTER";
        return configuration[key] switch
        {
            null or "" or "otlp" => false,
            "none" => true,
            _ => throw Unusable($"{key} must be one of none, otlp."),
        };
    }

    private static OptionsValidationException Unusable(string fault) => new(nameof(OtlpSettings), typeof(OtlpSettings), [fault]);
}

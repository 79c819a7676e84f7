using System.Globalization;
using Microsoft.Extensions.Options;
using OpenTelemetry.Trace;

namespace Digits.Api.Telemetry;

/// <summary>
/// Which requests are traced, by OpenTelemetry's own variables
/// (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables).
/// </summary>
internal static class TraceSampling
{
    /// <summary>
    /// Of those that no caller decided on, in a second: enough to see where time goes, at next to no cost. What comes faster than it is sent,
    /// the exporter's queue loses, span by span.
    /// </summary>
    private const int MostPerSecond = 10;

    private const string Kind = "OTEL_TRACES_SAMPLER";
    private const string Argument = "OTEL_TRACES_SAMPLER_ARG";
    private const string ParentBased = "parentbased_";

    private static readonly string[] Kinds =
    [
        "always_on", "always_off", "traceidratio", ParentBased + "always_on", ParentBased + "always_off", ParentBased + "traceidratio",
    ];

    /// <summary>The sampler that the variables name; where they name none, what the caller decided, and else at most ten traces a second.</summary>
    /// <exception cref="OptionsValidationException">A value is none that OpenTelemetry knows: it would trace everything instead.</exception>
    public static Sampler Find(IConfiguration configuration)
    {
        string? kind = configuration[Kind];
        if (string.IsNullOrWhiteSpace(kind))
        {
            return new ParentBasedSampler(new SteadySampler(MostPerSecond, TimeProvider.System));
        }

        if (!Kinds.Contains(kind, StringComparer.Ordinal))
        {
            throw Unusable($"{Kind} must be one of {string.Join(", ", Kinds)}.");
        }

        bool asksParent = kind.StartsWith(ParentBased, StringComparison.Ordinal);
        Sampler sampler = kind[(asksParent ? ParentBased.Length : 0)..] switch
        {
            "always_on" => new AlwaysOnSampler(),
            "always_off" => new AlwaysOffSampler(),
            _ => new TraceIdRatioBasedSampler(Share(configuration[Argument])),
        };
        return asksParent ? new ParentBasedSampler(sampler) : sampler;
    }

    private static double Share(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return 1;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 1
            ? share
            : throw Unusable($"{Argument} must be a number from 0 to 1.");
    }

    private static OptionsValidationException Unusable(string fault) => new(nameof(TraceSampling), typeof(TraceSampling), [fault]);
}

using System.Globalization;
using Digits.Api.Hosting;
using Microsoft.Extensions.Options;

namespace Digits.Api.Access;

/// <summary>What no attribute can say of <see cref="RateLimitOptions"/>: names that exist, and a rate that is none or can be waited for.</summary>
internal sealed class RateLimitRules(IConfiguration configuration) : IValidateOptions<ApiOptions>
{
    private const string Section = $"{ApiOptions.Section}:{nameof(ApiOptions.RateLimit)}";
    private const double LeastRate = 0.001;

    private static readonly string[] Known = [nameof(RateLimitOptions.PermitsPerSecond), nameof(RateLimitOptions.Burst)];

    /// <summary>Whether callers have a rate at all. A text that is no number has none, and stops the start when the options are bound.</summary>
    public static bool IsConfigured(IConfiguration configuration) =>
        double.TryParse(configuration[$"{Section}:{nameof(RateLimitOptions.PermitsPerSecond)}"], CultureInfo.InvariantCulture, out double rate) && rate > 0;

    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        string[] faults = [.. Faults(options.RateLimit)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(RateLimitOptions options)
    {
        IConfigurationSection section = configuration.GetSection(Section);
        if (!string.IsNullOrEmpty(section.Value))
        {
            yield return $"{Section} is a section: set {string.Join(" and ", Known.Select(option => $"{Section}:{option}"))}.";
        }

        foreach (IConfigurationSection child in section.GetChildren().Where(child => !Known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            yield return $"{child.Path} is no option of Digits; there are {string.Join(", ", Known)}.";
        }

        if (options.PermitsPerSecond is > 0 and < LeastRate)
        {
            yield return FormattableString.Invariant($"{Section}:{nameof(options.PermitsPerSecond)} must be 0 or {LeastRate} to 1000000.");
        }

        if (options is { PermitsPerSecond: 0, Burst: > 0 })
        {
            yield return $"{Section}:{nameof(options.Burst)} is of no use without {nameof(options.PermitsPerSecond)}.";
        }
    }
}

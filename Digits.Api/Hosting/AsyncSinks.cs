using Microsoft.Extensions.Configuration.Memory;

namespace Digits.Api.Hosting;

/// <summary>Puts the sinks that the configuration names behind one queue, so that nothing waits for them.</summary>
internal static class AsyncSinks
{
    /// <summary>The list of sinks.</summary>
    public const string Section = $"{LogSettings.Section}:WriteTo";

    private const string Wrapper = $"{Section}:0";

    /// <summary>A configuration as though the operator had written Serilog's sink Async around the others. All else is as it is and follows changes.</summary>
    public static IConfigurationRoot Wrap(IConfigurationRoot configuration)
    {
        var sinks = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            [$"{Wrapper}:Name"] = "Async",
            [$"{Wrapper}:Args:blockWhenFull"] = bool.FalseString,
        };
        foreach ((string key, string? value) in configuration.GetSection(Section).AsEnumerable(makePathsRelative: true))
        {
            sinks[$"{Wrapper}:Args:configure:{key}"] = value;
        }

        return new ConfigurationRoot(
        [
            .. configuration.Providers.Select(provider => new WithoutSinks(configuration, provider)),
            new MemoryConfigurationProvider(new MemoryConfigurationSource { InitialData = sinks }),
        ]);
    }
}

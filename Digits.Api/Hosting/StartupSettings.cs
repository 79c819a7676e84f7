using System.Collections;
using Digits.Api.Access;
using Microsoft.Extensions.Options;

namespace Digits.Api.Hosting;

/// <summary>
/// Finds what the configuration would pass over in silence: arguments that belong to no option, and options of Digits in a spelling that
/// is not read.
/// </summary>
internal static class StartupSettings
{
    /// <summary>What stands alone on the command line might be an API key, and is named only where it is shorter than any.</summary>
    private const int MostShown = ApiKey.LeastLength - 1;

    /// <summary>Sections whose settings may stand on the command line.</summary>
    private static readonly string[] Sections = [ApiOptions.Section, LogSettings.Section, "Kestrel"];

    /// <summary>The host's own settings, and those of OpenTelemetry, which begin alike.</summary>
    private static readonly string[] Settings =
    [
        "urls", "http_ports", "https_ports", "environment", "AllowedHosts", "applicationName", "contentRoot", "webRoot", "shutdownTimeoutSeconds",
        "preferHostingUrls", "detailedErrors", "captureStartupErrors", "suppressStatusMessages", "preventHostingStartup",
        "hostingStartupAssemblies", "hostingStartupExcludeAssemblies", "startupAssembly", "staticWebAssets", "hostBuilder:reloadConfigOnChange",
    ];

    private const string OpenTelemetry = "OTEL_";

    /// <summary>Stops the start where something is misspelt.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="environment">The environment's variables.</param>
    /// <exception cref="OptionsValidationException">One sentence for each fault; no value is repeated.</exception>
    public static void Require(string[] arguments, IDictionary environment)
    {
        string[] faults = [.. OfArguments(arguments), .. OfEnvironment(environment.Keys.Cast<string>())];
        if (faults.Length > 0)
        {
            throw new OptionsValidationException(ApiOptions.Section, typeof(ApiOptions), faults);
        }
    }

    /// <summary>Goes through the arguments as the framework's provider does, which takes --key=value, --key value, /key=value and key=value.</summary>
    private static IEnumerable<string> OfArguments(string[] arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            string argument = arguments[i];
            int sign = argument.IndexOf('=', StringComparison.Ordinal);
            string written = sign < 0 ? argument : argument[..sign];
            bool isOption = written.StartsWith("--", StringComparison.Ordinal) || written.StartsWith('/');
            string key = written.StartsWith("--", StringComparison.Ordinal) ? written[2..] : isOption ? written[1..] : written;
            if (sign < 0 && !isOption)
            {
                yield return $"Argument {i + 1}{(written.Length <= MostShown ? $", {written}," : "")} belongs to no option; {Known}.";
            }
            else if (!IsKnown(key) && !IsEmptySection(key, sign < 0 ? null : argument[(sign + 1)..]))
            {
                i += sign < 0 && i + 1 < arguments.Length ? 1 : 0; // Its value.
                yield return OptionNames.Guess(key) is { } guess
                    ? $"{written} is not read: write --{guess}=value."
                    : $"{written} is no option; {Known}.";
            }
            else if (sign < 0 && ++i == arguments.Length)
            {
                yield return $"{written} has no value.";
            }
        }
    }

    /// <summary>
    /// A name that begins like the section, is no name of the section, and means an option. Others may be anybody's: Kubernetes sets
    /// DIGITS_SERVICE_HOST and DIGITS_PORT where a service is called digits.
    /// </summary>
    private static IEnumerable<string> OfEnvironment(IEnumerable<string> names) =>
        from name in names.Order(StringComparer.Ordinal)
        where name.StartsWith(ApiOptions.Section, StringComparison.OrdinalIgnoreCase) && name.Length > ApiOptions.Section.Length
        let rest = name[ApiOptions.Section.Length..]
        where rest[0] is '_' or '.' or '-' && !rest.StartsWith("__", StringComparison.Ordinal)
        let guess = OptionNames.Guess(name)
        where guess is not null
        select $"The environment's {name} is not read: write {guess.Replace(":", "__", StringComparison.Ordinal)}.";

    private static bool IsKnown(string key) =>
        Settings.Contains(key, StringComparer.OrdinalIgnoreCase)
        || key.StartsWith(OpenTelemetry, StringComparison.Ordinal)
        || Array.Exists(Sections, section => key.StartsWith(section + ':', StringComparison.OrdinalIgnoreCase));

    /// <summary>As hosts write that pass a whole configuration on.</summary>
    private static bool IsEmptySection(string key, string? value) => value is "" && Sections.Contains(key, StringComparer.OrdinalIgnoreCase);

    private static string Known => $"there are --urls, --environment and the like, {string.Join(", ", Sections.Select(section => $"--{section}:NAME=value"))}, and as the first argument health";
}

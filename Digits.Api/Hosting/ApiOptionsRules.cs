using Digits.Api.Endpoints;
using Microsoft.Extensions.Options;

namespace Digits.Api.Hosting;

/// <summary>What no attribute can say of the options: names that exist, limits that fit each other, origins that are origins.</summary>
internal sealed class ApiOptionsRules(IConfiguration configuration) : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        string[] faults = [.. UnknownNames(), .. Limits(options), .. Origins(options), .. Pages(options)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>Most likely a slip of the pen, which would go unnoticed.</summary>
    private IEnumerable<string> UnknownNames() => configuration.GetSection(ApiOptions.Section).GetChildren()
        .Select(child => child.Key)
        .Where(key => !OptionNames.Contains(key))
        .Select(key => $"{ApiOptions.Section}:{key} is no option of Digits; there are {string.Join(", ", OptionNames.All)}.");

    private static IEnumerable<string> Limits(ApiOptions options)
    {
        if (options.MaxBufferedBytes < 2L * options.MaxBodyBytes)
        {
            yield return $"{ApiOptions.Section}:{nameof(options.MaxBufferedBytes)} must be at least twice {nameof(options.MaxBodyBytes)}.";
        }
    }

    private IEnumerable<string> Origins(ApiOptions options)
    {
        const string Key = $"{ApiOptions.Section}:{nameof(options.CorsOrigins)}";
        if (!string.IsNullOrEmpty(configuration[Key]))
        {
            yield return $"{Key} is a list: set {Key}:0, {Key}:1 and so on.";
        }

        foreach (string origin in options.CorsOrigins.Where(origin => !IsOrigin(origin)))
        {
            yield return $"{Key} must hold * or origins such as https://example.org, without a path or a slash at the end.";
        }
    }

    private static IEnumerable<string> Pages(ApiOptions options)
    {
        if (options.DrawPad && !Directory.Exists(DrawPadEndpoints.Folder))
        {
            yield return $"{ApiOptions.Section}:{nameof(options.DrawPad)} is on, but the page is not there: {DrawPadEndpoints.Folder} is missing.";
        }
    }

    private static bool IsOrigin(string origin) =>
        origin == "*" || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) && uri.GetLeftPart(UriPartial.Authority) == origin);
}

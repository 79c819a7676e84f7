using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Digits.Api.Hosting;

/// <summary>What makes a path that a proxy can pass on, and a proxy that can be trusted.</summary>
internal sealed partial class ProxyRules(IConfiguration configuration) : IValidateOptions<ApiOptions>
{
    private const string PathBase = $"{ApiOptions.Section}:{nameof(ApiOptions.PathBase)}";
    private const string TrustedProxies = $"{ApiOptions.Section}:{nameof(ApiOptions.TrustedProxies)}";

    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        string[] faults = [.. Faults(options)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(ApiOptions options)
    {
        if (options.PathBase.Length > 0 && !PlainPath().IsMatch(options.PathBase))
        {
            yield return $"{PathBase} must be a path such as /digits, without a slash at the end.";
        }

        if (!string.IsNullOrEmpty(configuration[TrustedProxies]))
        {
            yield return $"{TrustedProxies} is a list: set {TrustedProxies}:0, {TrustedProxies}:1 and so on.";
        }

        foreach (string proxy in options.TrustedProxies.Where(proxy => ProxyExtensions.ParseNetwork(proxy) is null))
        {
            yield return $"{TrustedProxies} must hold addresses or networks such as 10.0.0.0/8; {proxy} is neither.";
        }
    }

    /// <summary>Letters that need no escape, so that a path looks the same to everyone on the way; no segment begins with a dot.</summary>
    [GeneratedRegex(@"^(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PlainPath();
}

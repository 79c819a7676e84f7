using Microsoft.Extensions.Primitives;

namespace Digits.Api.Hosting;

/// <summary>One provider of a configuration, less the list of sinks.</summary>
internal sealed class WithoutSinks(IConfiguration configuration, IConfigurationProvider provider) : IConfigurationProvider
{
    public bool TryGet(string key, out string? value)
    {
        value = null;
        return !IsOfSinks(key) && provider.TryGet(key, out value);
    }

    public IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) =>
        IsOfSinks(parentPath) ? earlierKeys : provider.GetChildKeys(earlierKeys, parentPath);

    public IChangeToken GetReloadToken() => configuration.GetReloadToken();

    public void Set(string key, string? value) => throw new NotSupportedException();

    /// <summary>The configuration has loaded it.</summary>
    public void Load()
    {
    }

    private static bool IsOfSinks(string? path) =>
        path is not null
        && path.StartsWith(AsyncSinks.Section, StringComparison.OrdinalIgnoreCase)
        && (path.Length == AsyncSinks.Section.Length || path[AsyncSinks.Section.Length] == ':');
}

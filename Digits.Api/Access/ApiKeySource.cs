using System.Text.RegularExpressions;
using Digits.Api.Hosting;

namespace Digits.Api.Access;

/// <summary>Reads the keys of the configuration, and those of a file or a folder of files, one key each: Docker's and Kubernetes' secrets.</summary>
/// <param name="Keys">Those that are sound, once each.</param>
/// <param name="Faults">One sentence for each that is not. It names the key and never repeats it.</param>
/// <param name="IsWhole">Whether all that is there could be read.</param>
internal sealed partial record ApiKeySource(IReadOnlyList<ApiKey> Keys, IReadOnlyList<string> Faults, bool IsWhole)
{
    private const string FromConfiguration = $"{ApiOptions.Section}:{nameof(ApiOptions.ApiKeys)}";
    private const string FromFiles = $"{ApiOptions.Section}:{nameof(ApiOptions.ApiKeysPath)}";

    private const int MostBytes = 4096;

    /// <summary>Whether a request is asked for a key at all.</summary>
    public static bool IsConfigured(IConfiguration configuration) =>
        configuration.GetSection(FromConfiguration).GetChildren().Any() || !string.IsNullOrEmpty(configuration[FromFiles]);

    /// <summary>Reads all of them, as they are now.</summary>
    public static ApiKeySource Read(IConfiguration configuration)
    {
        var keys = new List<ApiKey>();
        var faults = new List<string>();
        IConfigurationSection section = configuration.GetSection(FromConfiguration);
        if (!string.IsNullOrEmpty(section.Value))
        {
            faults.Add($"{FromConfiguration} is a section: set {FromConfiguration}:NAME to a key.");
        }

        foreach (IConfigurationSection child in section.GetChildren())
        {
            Add(child.Key, child.GetChildren().Any() ? null : child.Value, FromConfiguration, keys, faults);
        }

        bool isWhole = configuration[FromFiles] is not { Length: > 0 } path || ReadFiles(Path.Combine(AppContext.BaseDirectory, path), keys, faults);
        return new ApiKeySource(keys, faults, isWhole);
    }

    /// <returns>False where not all of what is there could be read.</returns>
    private static bool ReadFiles(string path, List<ApiKey> keys, List<string> faults)
    {
        string[] files;
        try
        {
            // Kubernetes keeps what it swaps in names that begin with a dot.
            files = File.Exists(path)
                ? [path]
                : [.. Directory.EnumerateFiles(path).Where(file => !Path.GetFileName(file).StartsWith('.')).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{FromFiles}: {path} cannot be read: {error.Message}");
            return false;
        }

        if (files.Length == 0)
        {
            faults.Add($"{FromFiles}: {path} holds no key, and without one nobody could ask.");
        }

        bool isWhole = true;
        foreach (string file in files)
        {
            try
            {
                Add(Path.GetFileName(file), Text(file), FromFiles, keys, faults);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                faults.Add($"{FromFiles}: {file} cannot be read: {error.Message}");
                isWhole &= error is FileNotFoundException;
            }
        }

        return isWhole;
    }

    /// <summary>A file's key, without the line's end that editors add; null where it is too long to be one.</summary>
    private static string? Text(string file) => new FileInfo(file).Length <= MostBytes ? File.ReadAllText(file).TrimEnd('\r', '\n') : null;

    private static void Add(string name, string? text, string source, List<ApiKey> keys, List<string> faults)
    {
        if (!PlainName().IsMatch(name))
        {
            faults.Add($"{source} names a key by something else than 1 to 64 of A-Z, a-z, 0-9, dot, dash and underscore.");
            return;
        }

        if (text is null || !ApiKey.IsSound(text))
        {
            faults.Add($"{source}: {name} must be a key of {ApiKey.LeastLength} to {ApiKey.MostLength} visible ASCII characters, without white space.");
            return;
        }

        var key = new ApiKey(name, text);
        ApiKey? other = keys.Find(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || known.Hash.AsSpan().SequenceEqual(key.Hash));
        if (other is null)
        {
            keys.Add(key);
        }
        else
        {
            faults.Add(other.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                ? $"{source}: {name} is the name of another key, too."
                : $"{source}: {name} is the same key as {other.Name}; give each caller its own.");
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,64}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PlainName();
}

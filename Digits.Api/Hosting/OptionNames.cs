using Digits.Core.Recognition;

namespace Digits.Api.Hosting;

/// <summary>The options of the section Digits, by name.</summary>
internal static class OptionNames
{
    private static readonly char[] Separators = [':', '.', '_', '-'];

    /// <summary>Every option, in order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(ApiOptions).GetProperties().Concat(typeof(RecognitionOptions).GetProperties())
            .Where(property => property.CanWrite)
            .Select(property => property.Name)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether there is an option of this name, in any case.</summary>
    public static bool Contains(string name) => All.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The option that a name in another spelling means, such as Digits:MaxBodyBytes for DIGITS_MAX_BODY_BYTES; null where it means none.</summary>
    public static string? Guess(string name)
    {
        string[] words = name.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        int first = words is [string section, ..] && section.Equals(ApiOptions.Section, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        for (int end = first + 1; end <= words.Length; end++)
        {
            string joined = string.Concat(words[first..end]);
            string? option = All.FirstOrDefault(known => known.Equals(joined, StringComparison.OrdinalIgnoreCase));
            if (option is not null)
            {
                return string.Join(':', [ApiOptions.Section, option, .. words[end..]]);
            }
        }

        return null;
    }
}

using Digits.Core.Recognition;
using Microsoft.Extensions.Options;

namespace Digits.Api.Hosting;

/// <summary>Refuses a configuration with a name that Digits does not know: most likely a slip of the pen that would go unnoticed.</summary>
internal sealed class UnknownNames(IConfiguration configuration) : IValidateOptions<ApiOptions>
{
    private static readonly HashSet<string> Known = new(
        typeof(ApiOptions).GetProperties().Concat(typeof(RecognitionOptions).GetProperties())
            .Where(property => property.CanWrite)
            .Select(property => property.Name),
        StringComparer.OrdinalIgnoreCase);

    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        IEnumerable<string> given = configuration.GetSection(ApiOptions.Section).GetChildren().Select(child => child.Key);
        string[] unknown = [.. given.Where(key => !Known.Contains(key))];
        return unknown.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(unknown.Select(key =>
                $"{ApiOptions.Section}:{key} is no option of Digits; there are {string.Join(", ", Known.Order(StringComparer.Ordinal))}."));
    }
}

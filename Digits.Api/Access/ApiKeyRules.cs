using Digits.Api.Hosting;
using Microsoft.Extensions.Options;

namespace Digits.Api.Access;

/// <summary>Keys that are keys: a bad one stops the start with its name.</summary>
internal sealed class ApiKeyRules(IConfiguration configuration) : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        IReadOnlyList<string> faults = ApiKeySource.Read(configuration).Faults;
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}

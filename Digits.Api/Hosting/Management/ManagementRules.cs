using Digits.Api.Health;
using Microsoft.Extensions.Options;

namespace Digits.Api.Hosting.Management;

/// <summary>Addresses of a management listener that can be listened at, on ports that the service has nothing else on.</summary>
internal sealed class ManagementRules(IConfiguration configuration) : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        string[] faults = [.. Faults(ServiceAddresses.Split(options.ManagementUrls))];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(string[] managed)
    {
        // The server listens at both, so that they stand together, these last.
        List<string> all = [.. ServiceAddresses.Configured(configuration)];
        Array.ForEach(managed, address => all.Remove(address));
        HashSet<int?> others = [.. all.Select(ManagementAddresses.Port)];
        foreach (string address in managed)
        {
            if (ManagementAddresses.Port(address) is not { } port)
            {
                yield return $"{ManagementAddresses.Key} must hold addresses such as http://0.0.0.0:9090, with a port and without a path; {address} is none.";
            }
            else if (others.Contains(port))
            {
                yield return $"{ManagementAddresses.Key} must have a port of its own; at that of {address} requests are served.";
            }
        }
    }
}

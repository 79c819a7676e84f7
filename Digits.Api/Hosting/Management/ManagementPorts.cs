using Digits.Api.Health;
using Microsoft.Extensions.Options;

namespace Digits.Api.Hosting.Management;

/// <summary>The ports that the management listener has for itself; none by default.</summary>
/// <remarks>By the port that a connection came to, and not by the Host header, which is the client's to choose.</remarks>
internal sealed class ManagementPorts(IOptions<ApiOptions> options)
{
    private readonly int[] _ports = [.. ServiceAddresses.Split(options.Value.ManagementUrls).Select(ManagementAddresses.Port).OfType<int>()];

    public bool IsEmpty => _ports.Length == 0;

    public bool Contains(int port) => Array.IndexOf(_ports, port) >= 0;
}

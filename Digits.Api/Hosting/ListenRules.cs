using System.Net;
using System.Net.Sockets;
using Digits.Api.Health;
using Microsoft.Extensions.Options;

namespace Digits.Api.Hosting;

/// <summary>Names the address at which the service cannot listen; the server says no more than what the system says, or takes another one.</summary>
internal static class ListenRules
{
    private const string Examples = "http://127.0.0.1:5080, http://+:8080 or http://unix:/run/digits.sock";

    /// <summary>Stops the start where an address of the configuration is none.</summary>
    /// <returns>The addresses.</returns>
    /// <exception cref="OptionsValidationException">One sentence for each fault.</exception>
    public static string[] Require(IConfiguration configuration)
    {
        string[] addresses = ServiceAddresses.Configured(configuration);
        string[] faults = [.. addresses.Select(Fault).OfType<string>()];
        if (faults.Length > 0)
        {
            throw new OptionsValidationException(WebHostDefaults.ServerUrlsKey, typeof(BindingAddress), faults);
        }

        return addresses;
    }

    /// <summary>Which of the addresses the system refuses for this reason; null where it refuses none of them now.</summary>
    /// <param name="addresses">What the service was to listen at, as <see cref="Require"/> gave it.</param>
    /// <param name="error">What the system said.</param>
    public static string? Explain(IEnumerable<string> addresses, SocketException error)
    {
        foreach (string address in addresses)
        {
            if (Refusal(BindingAddress.Parse(address)) == error.SocketErrorCode)
            {
                return error.SocketErrorCode == SocketError.AddressNotAvailable
                    ? $"{address} is not to be listened at: this machine has no such address. http://+:PORT listens at all that it has."
                    : $"{address} is not to be listened at: {error.Message}.";
            }
        }

        return null;
    }

    private static string? Fault(string address)
    {
        BindingAddress parsed;
        try
        {
            parsed = BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            return $"{address} is no address to listen at; write {Examples}.";
        }

        if (parsed.Scheme is not ("http" or "https"))
        {
            return $"{address} is no address to listen at: only http and https are spoken.";
        }

        // A port that is no number is taken for a part of the host, and the host for any.
        bool isPlain = parsed.IsUnixPipe || parsed.IsNamedPipe || parsed.Host.StartsWith('[') || !parsed.Host.Contains(':', StringComparison.Ordinal);
        return isPlain && parsed.Port is >= 0 and <= IPEndPoint.MaxPort ? null : $"{address} is no address to listen at: its port must be 0 to {IPEndPoint.MaxPort}.";
    }

    private static SocketError Refusal(BindingAddress address)
    {
        if (address.IsUnixPipe || address.IsNamedPipe)
        {
            return SocketError.Success;
        }

        // As the server does, which takes every name but localhost for all addresses.
        IPAddress host = IPAddress.TryParse(address.Host, out IPAddress? literal) ? literal : IPAddress.Any;
        using var socket = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(host, address.Port));
            return SocketError.Success;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode;
        }
    }
}

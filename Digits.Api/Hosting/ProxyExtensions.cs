using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Digits.Api.Hosting;

/// <summary>Believes the proxies in front of the service that are configured, and nobody else.</summary>
/// <remarks>
/// A trusted proxy says who the client is and what it asked for: X-Forwarded-For, -Proto, -Host and -Prefix. A chain of them is followed
/// back to the first address that is not trusted. A peer without an address, over a Unix socket, counts as trusted where any is configured.
/// </remarks>
internal static class ProxyExtensions
{
    /// <summary>Comes first in the pipeline, so that all else sees the client and not the proxy; adds nothing where nothing is configured.</summary>
    public static void UseConfiguredProxies(this WebApplication app)
    {
        ApiOptions options = app.Services.GetRequiredService<IOptions<ApiOptions>>().Value;
        if (options.TrustedProxies.Length > 0)
        {
            var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All, ForwardLimit = null };

            // The framework trusts the machine that it runs on unless told otherwise.
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (string proxy in options.TrustedProxies)
            {
                forwarded.KnownIPNetworks.Add(ParseNetwork(proxy)!.Value);
            }

            app.UseForwardedHeaders(forwarded);
        }

        if (options.PathBase.Length > 0)
        {
            app.UsePathBase(options.PathBase);
        }
    }

    /// <summary>The network of an address alone, or of an address and a prefix length (CIDR, RFC 4632); null where the text is neither.</summary>
    public static IPNetwork? ParseNetwork(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string written = slash < 0 ? text : text[..slash];

        // What the framework reads, too, but hardly anybody means: 10 for 0.0.0.10, 010.0.0.1 for 8.0.0.1, and IPv6 with brackets and a port.
        bool isPlain = IPAddress.TryParse(written, out IPAddress? address)
            && (written.Contains(':', StringComparison.Ordinal) ? written[0] != '[' : address.ToString() == written);
        string network = slash < 0 ? $"{text}/{(text.Contains(':', StringComparison.Ordinal) ? 128 : 32)}" : text;
        return isPlain && IPNetwork.TryParse(network, out IPNetwork parsed) ? parsed : null;
    }
}

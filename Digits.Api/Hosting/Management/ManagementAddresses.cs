using System.Net;

namespace Digits.Api.Hosting.Management;

/// <summary>Where the management listener is, as <see cref="ApiOptions.ManagementUrls"/> says.</summary>
internal static class ManagementAddresses
{
    /// <summary>The configuration's key.</summary>
    public const string Key = $"{ApiOptions.Section}:{nameof(ApiOptions.ManagementUrls)}";

    /// <summary>The port of an address; null where it is none of the form scheme://host:port.</summary>
    public static int? Port(string address)
    {
        try
        {
            BindingAddress parsed = BindingAddress.Parse(address);
            bool isPlain = parsed is { IsUnixPipe: false, IsNamedPipe: false, PathBase: "", Port: > 0 and <= IPEndPoint.MaxPort }
                && parsed.Scheme is "http" or "https";
            return isPlain ? parsed.Port : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

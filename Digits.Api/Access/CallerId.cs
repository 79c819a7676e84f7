using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace Digits.Api.Access;

/// <summary>Whom a rate is counted for: a key by its name, else an address. Whoever has an IPv6 address has all of its network of 64 bits.</summary>
/// <param name="Key">The key's name; null where an address is meant.</param>
/// <param name="Network">The IPv4 address, or the first 64 bits of the IPv6 address, of which no real one is as small as an IPv4 address.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CallerId(string? Key, ulong Network)
{
    private const int MostBytes = 16;

    /// <summary>Whoever has no address, as over a Unix socket, and whoever is one too many to be remembered.</summary>
    public static CallerId Others => default;

    /// <summary>The caller of a request, as authentication and trusted proxies left it.</summary>
    public static CallerId Of(HttpContext context) => ApiKey.NameOf(context) is { } key
        ? new CallerId(key, 0)
        : Of(context.Connection.RemoteIpAddress);

    /// <summary>The caller at an address.</summary>
    public static CallerId Of(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[MostBytes];
        if (address is null || !(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).TryWriteBytes(bytes, out int length))
        {
            return Others;
        }

        return new CallerId(null, length < MostBytes ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }
}

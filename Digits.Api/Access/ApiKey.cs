using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Digits.Api.Access;

/// <summary>A key that a request may bear, by its SHA-256 alone.</summary>
internal sealed class ApiKey
{
    public const int LeastLength = 16;
    public const int MostLength = 256;

    /// <summary>Keeps the hash of a key.</summary>
    /// <param name="name">What the operator calls it.</param>
    /// <param name="key">Visible ASCII.</param>
    public ApiKey(string name, string key)
    {
        Name = name;
        Hash = SHA256.HashData(Encoding.ASCII.GetBytes(key));
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], ApiKeyHandler.SchemeName);
        Accepted = AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), ApiKeyHandler.SchemeName));
    }

    /// <summary>What the operator calls it; the log may say it.</summary>
    public string Name { get; }

    /// <summary>The SHA-256 of the key.</summary>
    public byte[] Hash { get; }

    /// <summary>What the framework is told of every request that bears it; nobody changes it.</summary>
    public AuthenticateResult Accepted { get; }

    /// <summary>Whether a text can be a key: of a length that cannot be guessed, and visible ASCII, so that any header can bear it.</summary>
    public static bool IsSound(ReadOnlySpan<char> key) => key.Length is >= LeastLength and <= MostLength && !key.ContainsAnyExceptInRange('!', '~');

    /// <summary>The name of the key that a request bears; null where it bears none, or none is asked for.</summary>
    public static string? NameOf(HttpContext context) => context.Features.Get<IHttpAuthenticationFeature>()?.User?.Identity?.Name;
}

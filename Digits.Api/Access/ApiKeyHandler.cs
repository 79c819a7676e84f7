using System.Text.Encodings.Web;
using Digits.Api.Errors;
using Digits.Api.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Digits.Api.Access;

/// <summary>Authenticates a request by its key, and answers the others with a problem before anything of their body is read.</summary>
/// <remarks>
/// Made anew for each request. Which endpoints ask for a key is for the framework's authorization to know; what they answer without one is
/// here. The framework's lines about each refusal are left out: the line of the request that failed says it.
/// </remarks>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys, FailureLines lines)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The name of the scheme within the framework.</summary>
    public const string SchemeName = "ApiKey";

    /// <summary>The header that bears a key besides Authorization.</summary>
    public const string Header = "X-Api-Key";

    private const string Bearer = "Bearer ";
    private const string Demand = "Bearer realm=\"digits\"";

    /// <summary>What bears no key: never among those that are sound.</summary>
    private const string NoKey = "";

    private static readonly AuthenticateResult Unknown = AuthenticateResult.Fail("The key is none of those that there are.");

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        Presented(Request.Headers) is not { } presented ? AuthenticateResult.NoResult() : keys.Find(presented)?.Accepted ?? Unknown);

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        bool isPresented = (await HandleAuthenticateOnceSafeAsync()).Failure is not null;

        // RFC 6750, 3: the error is said only where something was presented.
        Response.Headers.WWWAuthenticate = isPresented ? Demand + ", error=\"invalid_token\"" : Demand;
        Problem problem = isPresented ? Problem.Unauthorized with { Detail = "The API key is none that this service takes." } : Problem.Unauthorized;
        lines.Write(Context, problem);
        await problem.WriteAsync(Context);
    }

    /// <summary>
    /// What one of the two headers bears; null where neither bears anything. A key beside another scheme's Authorization, which a proxy may have
    /// asked for, goes first. A header that comes twice bears no key: who reads which of them is anybody's guess.
    /// </summary>
    private static string? Presented(IHeaderDictionary headers)
    {
        if (headers.TryGetValue(Header, out StringValues alone))
        {
            return alone.Count == 1 ? alone[0] : NoKey;
        }

        StringValues authorization = headers.Authorization;
        return authorization.Count > 1 ? NoKey
            : authorization is [{ } only] && only.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? only[Bearer.Length..].Trim(' ')
            : null;
    }
}

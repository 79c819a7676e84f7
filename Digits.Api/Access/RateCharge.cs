using System.Globalization;
using Digits.Api.Errors;

namespace Digits.Api.Access;

/// <summary>What one request takes of its caller's rate.</summary>
/// <remarks>Used by one request, one step after the other.</remarks>
/// <param name="budgets">Everybody's.</param>
/// <param name="caller">Whose.</param>
/// <param name="burst">Permits in a full bucket. No request takes more, or it would be told to come back for ever.</param>
/// <param name="policy">The value of RateLimit-Policy.</param>
/// <param name="response">The answer.</param>
internal sealed class RateCharge(CallerBudgets budgets, CallerId caller, int burst, string policy, HttpResponse response)
{
    /// <summary>What the two headers call the one policy there is.</summary>
    public const string PolicyName = "\"default\"";

    private const string PolicyHeader = "RateLimit-Policy";
    private const string Header = "RateLimit";

    private int _taken;

    /// <summary>What came of the last try.</summary>
    public Budget Last { get; private set; }

    /// <summary>The answer to a try that failed.</summary>
    public Problem Refusal => Problem.RateLimited with { RetryAfterSeconds = Math.Max(Last.WaitSeconds, 1) };

    /// <summary>Takes permits for some digits, besides those that were taken before.</summary>
    /// <returns>False where they were not there, and nothing was taken.</returns>
    public bool TryTake(int digits)
    {
        int permits = Math.Min(digits, burst - _taken);
        if (permits > 0)
        {
            Last = budgets.Take(caller, permits, _taken + permits);
            _taken += Last.IsTaken ? permits : 0;
            return Last.IsTaken;
        }

        return true;
    }

    /// <summary>Writes the headers of draft-ietf-httpapi-ratelimit-headers-11: the policy, what remains, and the seconds until it is all there again.</summary>
    public static Task WriteHeadersAsync(object charge)
    {
        ((RateCharge)charge).WriteHeaders();
        return Task.CompletedTask;
    }

    private void WriteHeaders()
    {
        response.Headers[PolicyHeader] = policy;
        response.Headers[Header] = string.Create(CultureInfo.InvariantCulture, $"{PolicyName};r={Last.Remaining};t={Last.WaitSeconds}");
    }
}

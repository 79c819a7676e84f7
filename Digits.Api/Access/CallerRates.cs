using System.Globalization;
using System.Threading.RateLimiting;
using Digits.Api.Hosting;
using Microsoft.Extensions.Options;

namespace Digits.Api.Access;

/// <summary>
/// What the framework's rate limiting asks of each request: whether its caller has permits left. A digit is a permit: a request takes one, and
/// a batch the others once its items are counted (<see cref="RateCharge"/>).
/// </summary>
/// <remarks>Thread-safe. Nobody is queued: <see cref="CallerBudgets"/> says at once, and when to come back.</remarks>
internal sealed class CallerRates : PartitionedRateLimiter<HttpContext>
{
    private readonly CallerBudgets _budgets;
    private readonly int _burst;
    private readonly string _policy;

    public CallerRates(IOptions<ApiOptions> options, TimeProvider time)
    {
        RateLimitOptions rate = options.Value.RateLimit;
        _burst = rate.EffectiveBurst;
        _budgets = new CallerBudgets(rate.PermitsPerSecond, _burst, time);
        double window = Math.Max(Math.Ceiling(_burst / rate.PermitsPerSecond), 1);
        _policy = string.Create(CultureInfo.InvariantCulture, $"{RateCharge.PolicyName};q={_burst};w={window:F0}");
    }

    /// <summary>Not kept: what is left to a caller stands in the headers of its answers.</summary>
    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => null;

    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount)
    {
        if (resource.GetEndpoint()?.Metadata.GetMetadata<RateLimited>() is null)
        {
            return RateLease.Granted;
        }

        RateCharge charge = resource.Features.Get<RateCharge>() ?? Begin(resource);
        return charge.TryTake(permitCount) ? RateLease.Granted : new RateLease(charge.Last.Wait);
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(HttpContext resource, int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(resource, permitCount));

    private RateCharge Begin(HttpContext context)
    {
        var charge = new RateCharge(_budgets, CallerId.Of(context), _burst, _policy, context.Response);
        context.Features.Set(charge);

        // At the last moment, because a batch takes more meanwhile, and a fault or a deadline takes headers off.
        context.Response.OnStarting(RateCharge.WriteHeadersAsync, charge);
        return charge;
    }
}

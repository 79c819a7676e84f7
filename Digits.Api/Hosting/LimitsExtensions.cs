using System.Globalization;
using Digits.Api.Errors;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Digits.Api.Hosting;

/// <summary>What one request, and all of them together, may take: bytes, time and places.</summary>
internal static class LimitsExtensions
{
    /// <summary>The name of the policies that predictions are under.</summary>
    public const string Policy = "predictions";

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddRequestTimeouts();
        builder.Services.AddRateLimiter();
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<ApiOptions>>((kestrel, options) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Value.MaxBodyBytes;
        });
        builder.Services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<ApiOptions>>((timeouts, options) =>
            timeouts.AddPolicy(Policy, new RequestTimeoutPolicy
            {
                Timeout = TimeSpan.FromSeconds(options.Value.DeadlineSeconds),
                TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
                WriteTimeoutResponse = context => Problem.DeadlineExceeded.WriteAsync(context),
            }));
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<ApiOptions>>((limiter, options) =>
        {
            limiter.AddConcurrencyLimiter(Policy, places => places.PermitLimit = options.Value.MaxConcurrentRequests);
            limiter.OnRejected = (rejected, _) => new ValueTask(Problem.Overloaded.WriteAsync(rejected.HttpContext));
        });
    }

    public static void UseLimits(this WebApplication app)
    {
        app.UseRequestTimeouts();
        app.UseRateLimiter();
    }

    /// <summary>The value of Retry-After on every answer that asks to come back.</summary>
    public static string RetryAfter(HttpContext context) => context.RequestServices
        .GetRequiredService<IOptions<ApiOptions>>().Value.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
}

using Digits.Api.Errors;
using Digits.Api.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Digits.Api.Access;

/// <summary>
/// Puts the framework's authentication, authorization and rate limiting into the service, each only where it is configured: a service
/// without them does nothing more for a request.
/// </summary>
internal static class AccessExtensions
{
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        IServiceCollection services = builder.Services;
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiKeyRules>();
        services.AddSingleton<IValidateOptions<ApiOptions>, RateLimitRules>();
        if (ApiKeySource.IsConfigured(builder.Configuration))
        {
            services.AddSingleton<ApiKeys>();
            services.AddHostedService<ApiKeyRereading>();
            services.AddAuthentication(ApiKeyHandler.SchemeName).AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null);
            services.AddAuthorization();
        }

        if (RateLimitRules.IsConfigured(builder.Configuration))
        {
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton<CallerRates>();
            services.AddRateLimiter();
            services.AddOptions<RateLimiterOptions>().Configure<CallerRates, FailureLines>((limiter, rates, lines) =>
            {
                limiter.GlobalLimiter = rates;
                limiter.OnRejected = (rejected, _) => new ValueTask(RefuseAsync(rejected.HttpContext, lines));
            });
        }
    }

    /// <summary>
    /// Comes after CORS, whose preflights bear no key and whose headers let pages read a refusal, and before places are given out, so that
    /// nobody without a key or past its rate takes one.
    /// </summary>
    public static void UseAccess(this WebApplication app)
    {
        if (ApiKeySource.IsConfigured(app.Configuration))
        {
            app.UseAuthentication();
            app.UseAuthorization();
        }

        if (RateLimitRules.IsConfigured(app.Configuration))
        {
            app.UseRateLimiter();
        }
    }

    /// <summary>Has endpoints ask for a key, and count against their caller's rate.</summary>
    public static void WithAccess(this RouteGroupBuilder group, IConfiguration configuration)
    {
        group.WithMetadata(new RateLimited());
        if (ApiKeySource.IsConfigured(configuration))
        {
            group.RequireAuthorization();
        }
    }

    private static Task RefuseAsync(HttpContext context, FailureLines lines)
    {
        Problem refusal = context.Features.GetRequiredFeature<RateCharge>().Refusal;
        lines.Write(context, refusal);
        return refusal.WriteAsync(context);
    }
}

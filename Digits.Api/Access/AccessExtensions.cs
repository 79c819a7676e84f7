using Digits.Api.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Digits.Api.Access;

/// <summary>
/// Puts the framework's authentication and authorization into the service, where keys are configured: a service without does nothing more for a request.
/// </summary>
internal static class AccessExtensions
{
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        IServiceCollection services = builder.Services;
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiKeyRules>();
        if (ApiKeySource.IsConfigured(builder.Configuration))
        {
            services.AddSingleton<ApiKeys>();
            services.AddHostedService<ApiKeyRereading>();
            services.AddAuthentication(ApiKeyHandler.SchemeName).AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null);
            services.AddAuthorization();
        }
    }

    /// <summary>
    /// Comes after CORS, whose preflights bear no key and whose headers let pages read a refusal, and before places are given out, so that
    /// nobody without a key takes one.
    /// </summary>
    public static void UseAccess(this WebApplication app)
    {
        if (ApiKeySource.IsConfigured(app.Configuration))
        {
            app.UseAuthentication();
            app.UseAuthorization();
        }
    }

    /// <summary>Has endpoints ask for a key.</summary>
    public static void WithAccess(this RouteGroupBuilder group, IConfiguration configuration)
    {
        if (ApiKeySource.IsConfigured(configuration))
        {
            group.RequireAuthorization();
        }
    }
}

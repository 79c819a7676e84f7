using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace Digits.Api.Hosting;

/// <summary>Lets pages of the configured origins call the service from a browser.</summary>
internal static class CorsExtensions
{
    public static void AddConfiguredCors(this WebApplicationBuilder builder)
    {
        builder.Services.AddCors();
        builder.Services.AddOptions<CorsOptions>().Configure<IOptions<ApiOptions>>((cors, options) =>
            cors.AddDefaultPolicy(policy => policy
                .WithOrigins(options.Value.CorsOrigins)
                .AllowAnyHeader()
                .WithMethods(HttpMethods.Get, HttpMethods.Post)
                .WithExposedHeaders(RequestIds.Header, "Retry-After")
                .SetPreflightMaxAge(TimeSpan.FromHours(1))));
    }

    public static void UseConfiguredCors(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ApiOptions>>().Value.CorsOrigins.Length > 0)
        {
            app.UseCors();
        }
    }
}

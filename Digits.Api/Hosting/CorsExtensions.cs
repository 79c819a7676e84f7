using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Digits.Api.Hosting;

/// <summary>Lets pages of the configured origins call the service from a browser.</summary>
internal static class CorsExtensions
{
    private const string Any = "*";

    public static void AddConfiguredCors(this WebApplicationBuilder builder)
    {
        builder.Services.AddCors();
        builder.Services.AddOptions<CorsOptions>().Configure<IOptions<ApiOptions>>((cors, options) =>
            cors.AddDefaultPolicy(policy => policy
                .WithOrigins(options.Value.CorsOrigins)
                .AllowAnyHeader()
                .WithMethods(HttpMethods.Get, HttpMethods.Post)
                .WithExposedHeaders(RequestIds.Header, "Retry-After", "RateLimit", "RateLimit-Policy")
                .SetPreflightMaxAge(TimeSpan.FromHours(1))));
    }

    public static void UseConfiguredCors(this WebApplication app)
    {
        string[] origins = app.Services.GetRequiredService<IOptions<ApiOptions>>().Value.CorsOrigins;
        if (origins.Length > 0 && !origins.Contains(Any))
        {
            // Before the framework's own, so that it is called after it, which says so for several origins and for answers to them alone.
            app.Use(static (context, next) =>
            {
                context.Response.OnStarting(VaryByOriginAsync, context.Response);
                return next(context);
            });
        }

        if (origins.Length > 0)
        {
            app.UseCors();
        }
    }

    /// <summary>Tells caches that the answer to a page of one origin, or to no page, is not the one to another's (RFC 9110, 12.5.5).</summary>
    private static Task VaryByOriginAsync(object response)
    {
        IHeaderDictionary headers = ((HttpResponse)response).Headers;
        if (!headers.GetCommaSeparatedValues(HeaderNames.Vary).Contains(HeaderNames.Origin, StringComparer.OrdinalIgnoreCase))
        {
            headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        }

        return Task.CompletedTask;
    }
}

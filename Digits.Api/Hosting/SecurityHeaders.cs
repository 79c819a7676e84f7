using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Digits.Api.Hosting;

/// <summary>Headers that keep browsers from doing with an answer what it is not meant for.</summary>
/// <remarks>
/// The values are made once: two headers a request cost less than the measurement tells apart. What JSON answers may be kept for is said where
/// they are written (<see cref="Contracts.JsonBody"/>).
/// </remarks>
internal static class SecurityHeaders
{
    private static readonly StringValues NoSniff = "nosniff";

    /// <summary>
    /// Swagger UI and what it needs: its own files, styles that its script sets, pictures as data URLs, and requests to where it came from.
    /// Nothing else is loaded or asked, and no other page shows it in a frame.
    /// </summary>
    private static readonly StringValues PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The page to draw on: the same, without styles but its own.</summary>
    private static readonly StringValues DrawPadPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly StringValues NoReferrer = "no-referrer";

    /// <summary>frame-ancestors once more, for browsers that do not know it.</summary>
    private static readonly StringValues NoFrame = "DENY";

    public static void AddSecurityHeaders(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<HstsOptions>().Configure<IOptions<ApiOptions>>((hsts, options) =>
            hsts.MaxAge = TimeSpan.FromSeconds(options.Value.HstsSeconds));

    public static void UseSecurityHeaders(this WebApplication app)
    {
        app.Use(static (context, next) =>
        {
            Add(context.Response.Headers);
            return next(context);
        });
        if (app.Services.GetRequiredService<IOptions<ApiOptions>>().Value.HstsSeconds > 0)
        {
            app.UseHsts();
        }
    }

    /// <summary>What every answer bears.</summary>
    public static void Add(IHeaderDictionary headers) => headers.XContentTypeOptions = NoSniff;

    /// <summary>What Swagger UI bears besides what every answer does.</summary>
    public static Task OfPagesAsync(HttpContext context, RequestDelegate next) => AddAsync(PagePolicy, context, next);

    /// <summary>What the page to draw on bears besides.</summary>
    public static Task OfDrawPadAsync(HttpContext context, RequestDelegate next) => AddAsync(DrawPadPolicy, context, next);

    private static Task AddAsync(StringValues policy, HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers["Referrer-Policy"] = NoReferrer;
        headers.XFrameOptions = NoFrame;
        return next(context);
    }
}

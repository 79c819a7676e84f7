using Digits.Api.Hosting;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace Digits.Api.Endpoints;

/// <summary>The page to draw on, samples/draw-pad, where <see cref="ApiOptions.DrawPad"/> asks for it: static files beside the service.</summary>
/// <remarks>Its links are relative, so that it is under whatever path a proxy has the service.</remarks>
internal static class DrawPadEndpoints
{
    private const string Name = "draw-pad";

    /// <summary>Asked for anew each time; whoever has the newest is told so by its tag.</summary>
    private const string Revalidate = "no-cache";

    /// <summary>Where the build puts the page's files.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, Name);

    public static void MapDrawPad(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<ApiOptions>>().Value.DrawPad)
        {
            return;
        }

        var files = new PhysicalFileProvider(Folder);
        app.Lifetime.ApplicationStopped.Register(files.Dispose);
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments($"/{Name}", StringComparison.OrdinalIgnoreCase),
            branch => branch.Use(SecurityHeaders.OfDrawPadAsync).Use(LeadToFolderAsync).UseFileServer(new FileServerOptions
            {
                RequestPath = $"/{Name}",
                FileProvider = files,
                RedirectToAppendTrailingSlash = false,
                StaticFileOptions = { OnPrepareResponse = served => served.Context.Response.Headers.CacheControl = Revalidate },
            }));
    }

    /// <summary>The page's links need the slash at the end. The framework's own redirect does not know a prefix that a proxy has taken off.</summary>
    private static Task LeadToFolderAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.Value!.EndsWith('/') || context.Request.Path.Value.Length > Name.Length + 1)
        {
            return next(context);
        }

        context.Response.Redirect($"{Name}/");
        return Task.CompletedTask;
    }
}

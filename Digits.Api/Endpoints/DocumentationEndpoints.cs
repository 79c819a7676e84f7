using Digits.Api.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Digits.Api.Endpoints;

/// <summary>The contract and the page about its errors as they were written, and Swagger UI over the contract.</summary>
/// <remarks>
/// Their links are relative, so that they hold behind a proxy which takes a prefix off the path, whether or not it says so.
/// </remarks>
internal static class DocumentationEndpoints
{
    private const string Contract = "openapi.yaml";
    private const string Swagger = "swagger";

    // Where the contract's relative link leads, be the contract served or read in the repository.
    private const string ErrorsPath = "/docs/errors.md";

    public static void MapDocumentation(this WebApplication app)
    {
        app.MapMethods($"/{Contract}", ReadMethods.GetAndHead, new SharedPage(ReadEmbedded(Contract), "application/yaml").WriteAsync);
        app.MapMethods(ErrorsPath, ReadMethods.GetAndHead, new SharedPage(ReadEmbedded("errors.md"), "text/markdown; charset=utf-8").WriteAsync);
        app.MapMethods("/", ReadMethods.GetAndHead, LeadToSwagger).ExcludeFromDescription();
        var pages = new SharedPages();
        app.Lifetime.ApplicationStopped.Register(pages.Dispose);

        // Asked only where it has something to say: other requests need not pass through it.
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments($"/{Swagger}", StringComparison.OrdinalIgnoreCase),
            branch => branch.Use(SecurityHeaders.OfPagesAsync).Use(pages.InvokeAsync).UseSwaggerUI(ui =>
            {
                ui.DocumentTitle = "Digits";
                ui.SwaggerEndpoint($"../{Contract}", "Digits");
                ui.DisplayRequestDuration();
            }));
    }

    /// <summary>
    /// A relative link needs the slash at the end of the address that was asked for. Where the prefix is known, even /digits alone leads on.
    /// </summary>
    private static RedirectHttpResult LeadToSwagger(HttpRequest request)
    {
        string page = $"{request.PathBase}/{Swagger}";
        return TypedResults.Redirect(request.PathBase.HasValue && RedirectHttpResult.IsLocalUrl(page) ? page : Swagger);
    }

    private static byte[] ReadEmbedded(string name)
    {
        using Stream stream = typeof(DocumentationEndpoints).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

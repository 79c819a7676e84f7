namespace Digits.Api.Endpoints;

/// <summary>The contract and the page about its errors as they were written, and Swagger UI over the contract.</summary>
internal static class DocumentationEndpoints
{
    private const string ContractPath = "/openapi.yaml";

    // Where the contract's relative link leads, be the contract served or read in the repository.
    private const string ErrorsPath = "/docs/errors.md";

    public static void MapDocumentation(this WebApplication app)
    {
        byte[] contract = ReadEmbedded("openapi.yaml");
        byte[] errors = ReadEmbedded("errors.md");
        app.MapGet(ContractPath, () => TypedResults.Bytes(contract, "application/yaml"));
        app.MapGet(ErrorsPath, () => TypedResults.Bytes(errors, "text/markdown; charset=utf-8"));
        app.MapGet("/", () => TypedResults.LocalRedirect("/swagger")).ExcludeFromDescription();

        // Asked only where it has something to say: other requests need not pass through it.
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/swagger", StringComparison.OrdinalIgnoreCase), branch => branch.UseSwaggerUI(ui =>
        {
            ui.DocumentTitle = "Digits";
            ui.SwaggerEndpoint(ContractPath, "Digits");
            ui.DisplayRequestDuration();
        }));
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

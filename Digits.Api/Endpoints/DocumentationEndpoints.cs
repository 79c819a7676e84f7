namespace Digits.Api.Endpoints;

/// <summary>The contract as it was written, and Swagger UI over that same file.</summary>
internal static class DocumentationEndpoints
{
    private const string ContractPath = "/openapi.yaml";

    public static void MapDocumentation(this WebApplication app)
    {
        byte[] contract = ReadContract();
        app.MapGet(ContractPath, () => TypedResults.Bytes(contract, "application/yaml"));
        app.MapGet("/", () => TypedResults.LocalRedirect("/swagger")).ExcludeFromDescription();

        // Asked only where it has something to say: other requests need not pass through it.
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/swagger", StringComparison.OrdinalIgnoreCase), branch => branch.UseSwaggerUI(ui =>
        {
            ui.DocumentTitle = "Digits";
            ui.SwaggerEndpoint(ContractPath, "Digits");
            ui.DisplayRequestDuration();
        }));
    }

    private static byte[] ReadContract()
    {
        using Stream stream = typeof(DocumentationEndpoints).Assembly.GetManifestResourceStream("openapi.yaml")
            ?? throw new InvalidOperationException("openapi.yaml is not embedded.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

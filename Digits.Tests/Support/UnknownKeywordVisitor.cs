using Microsoft.OpenApi;

namespace Digits.Tests.Support;

/// <summary>Collects the keywords of schemas that no schema has; those that begin with x- are anyone's own.</summary>
internal sealed class UnknownKeywordVisitor : OpenApiVisitorBase
{
    public HashSet<string> Found { get; } = new(StringComparer.Ordinal);

    public override void Visit(IOpenApiSchema schema)
    {
        Found.UnionWith(schema.UnrecognizedKeywords?.Keys ?? Enumerable.Empty<string>());

        // The walker passes over these.
        if (schema is IOpenApiSchemaMissingProperties { If: { } condition, Then: { } then, Else: { } otherwise })
        {
            Visit(condition);
            Visit(then);
            Visit(otherwise);
        }
    }
}

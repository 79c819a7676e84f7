using System.Text.Json;
using Json.Schema;

namespace Digits.Tests.Support;

/// <summary>Holds JSON to the schemas of openapi.yaml, which are JSON Schema 2020-12.</summary>
/// <remarks>Thread-safe: one at a time, because schemas that are referred to are built when they are first met.</remarks>
internal static class ContractSchema
{
    private static readonly Uri Document = new("https://digits.example/openapi.yaml");
    private static readonly BuildOptions Building = new() { Dialect = Dialect.Draft202012, SchemaRegistry = new SchemaRegistry() };
    private static readonly EvaluationOptions Evaluating = new() { OutputFormat = OutputFormat.List };
    private static readonly Dictionary<string, JsonSchema> Built = new(StringComparer.Ordinal);
    private static readonly Lock OneAtATime = new();

    static ContractSchema() => Building.SchemaRegistry.Register(Document, new JsonElementBaseDocument(ContractFile.Root, Document));

    /// <summary>Fails the test where the value does not fit.</summary>
    /// <param name="value">An answer, an example or a part of one.</param>
    /// <param name="schema">A schema of openapi.yaml, or a reference to one.</param>
    public static void AssertFits(JsonElement value, JsonElement schema) => Assert.Empty(Faults(value, schema));

    /// <summary>Where the value does not fit, and why.</summary>
    public static string[] Faults(JsonElement value, JsonElement schema)
    {
        lock (OneAtATime)
        {
            EvaluationResults results = Build(schema.GetRawText()).Evaluate(value, Evaluating);
            return results.IsValid ? [] : [.. results.Details!.SelectMany(Faults)];
        }
    }

    private static IEnumerable<string> Faults(EvaluationResults part) =>
        part.Errors?.Select(error => $"{part.InstanceLocation}: {error.Value} ({part.EvaluationPath}/{error.Key})") ?? [];

    /// <summary>A part of the document, on its own: what it refers to stays in the document.</summary>
    private static JsonSchema Build(string text)
    {
        if (!Built.TryGetValue(text, out JsonSchema? schema))
        {
            string alone = text.Replace("\"$ref\":\"#", $"\"$ref\":\"{Document}#", StringComparison.Ordinal);
            schema = JsonSchema.Build(JsonElement.Parse(alone), Building);
            Built.Add(text, schema);
        }

        return schema;
    }
}

using System.Text;
using System.Text.Json;
using Digits.Api.Hosting;
using Microsoft.OpenApi;
using Microsoft.OpenApi.YamlReader;
using SharpYaml.Serialization;

namespace Digits.Tests.Support;

/// <summary>openapi.yaml as the service carries it.</summary>
internal static class ContractFile
{
    public static string Text { get; } = Read();

    public static JsonElement Root { get; } = Parse(Text);

    /// <summary>Every operation of the contract.</summary>
    public static IEnumerable<(string Path, string Method, JsonElement Operation)> Operations =>
        from path in Root.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (path.Name, operation.Name.ToUpperInvariant(), operation.Value);

    public static JsonElement Component(string kind, string name) => Root.GetProperty("components").GetProperty(kind).GetProperty(name);

    /// <summary>The value of one of the shared examples.</summary>
    public static JsonElement Example(string name) => Component("examples", name).GetProperty("value");

    /// <summary>What a reference stands for, or the node itself.</summary>
    public static JsonElement Resolve(JsonElement node)
    {
        while (node.ValueKind == JsonValueKind.Object && node.TryGetProperty("$ref", out JsonElement reference))
        {
            node = Root;
            foreach (string step in reference.GetString()!.Split('/').Skip(1))
            {
                node = node.GetProperty(step.Replace("~1", "/", StringComparison.Ordinal));
            }
        }

        return node;
    }

    /// <summary>What the contract says of an answer to an operation; for paths and methods outside it, what it says of those.</summary>
    public static JsonElement Response(string method, string path, int status)
    {
        if (!Root.GetProperty("paths").TryGetProperty(path, out JsonElement operations))
        {
            return Component("responses", "NotFound");
        }

        if (!operations.TryGetProperty(method.ToLowerInvariant(), out JsonElement operation))
        {
            return Component("responses", "MethodNotAllowed");
        }

        string name = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(
            operation.GetProperty("responses").TryGetProperty(name, out JsonElement response),
            $"openapi.yaml has no status {name} at {method} {path}.");
        return Resolve(response);
    }

    public static JsonElement Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        string json = stream.Documents[0].ToJsonNode().ToJsonString();

        // The library writes a text of its own where YAML has null.
        return JsonElement.Parse(json.Replace(JsonNullSentinel.JsonNull.ToJsonString(), "null", StringComparison.Ordinal));
    }

    private static string Read()
    {
        using Stream stream = typeof(ApiOptions).Assembly.GetManifestResourceStream("openapi.yaml")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

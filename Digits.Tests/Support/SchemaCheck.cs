using System.Text.Json;
using System.Text.RegularExpressions;

namespace Digits.Tests.Support;

/// <summary>Holds JSON to an OpenAPI 3.0 schema, by the keywords that openapi.yaml uses; any other is a fault of this class.</summary>
internal static class SchemaCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Fails the test where the value does not fit.</summary>
    public static void AssertFits(JsonElement value, JsonElement schema) => Assert.Empty(Faults(value, schema));

    /// <summary>Where the value does not fit, and why.</summary>
    public static IReadOnlyList<string> Faults(JsonElement value, JsonElement schema)
    {
        List<string> faults = [];
        Check(value, schema, "$", faults);
        return faults;
    }

    private static void Check(JsonElement value, JsonElement schema, string at, List<string> faults)
    {
        schema = ContractFile.Resolve(schema);
        if (value.ValueKind == JsonValueKind.Null && schema.TryGetProperty("nullable", out JsonElement nullable) && nullable.GetBoolean())
        {
            return;
        }

        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            if (Fault(value, schema, keyword, at, faults) is { } fault)
            {
                faults.Add($"{at}: {fault}");
            }
        }
    }

    private static string? Fault(JsonElement value, JsonElement schema, JsonProperty keyword, string at, List<string> faults)
    {
        JsonElement limit = keyword.Value;
        switch (keyword.Name)
        {
            case "description" or "title" or "example" or "default" or "format" or "nullable":
                return null;
            case "type":
                return IsOfType(value, limit.GetString()!) ? null : $"{value.ValueKind} is no {limit}";
            case "enum":
                return limit.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)) ? null : "not one of the enum";
            case "oneOf":
                int fitting = limit.EnumerateArray().Count(choice => Faults(value, choice).Count == 0);
                return fitting == 1 ? null : $"{fitting} of oneOf fit";
            case "allOf":
                foreach (JsonElement part in limit.EnumerateArray())
                {
                    Check(value, part, at, faults);
                }

                return null;
            case "minimum" or "maximum":
                return value.ValueKind != JsonValueKind.Number
                    || IsWithin(value.GetDecimal(), limit.GetDecimal(), keyword.Name == "minimum") ? null : $"breaks {keyword.Name}";
            case "minLength" or "maxLength":
                return value.ValueKind != JsonValueKind.String
                    || IsWithin(value.GetString()!.Length, limit.GetInt32(), keyword.Name == "minLength") ? null : $"breaks {keyword.Name}";
            case "minItems" or "maxItems":
                return value.ValueKind != JsonValueKind.Array
                    || IsWithin(value.GetArrayLength(), limit.GetInt32(), keyword.Name == "minItems") ? null : $"breaks {keyword.Name}";
            case "minProperties":
                return value.ValueKind != JsonValueKind.Object
                    || value.EnumerateObject().Count() >= limit.GetInt32() ? null : "has too few properties";
            case "pattern":
                return value.ValueKind != JsonValueKind.String
                    || Regex.IsMatch(value.GetString()!, limit.GetString()!, RegexOptions.None, Patience) ? null : "breaks the pattern";
            case "items":
                CheckItems(value, limit, at, faults);
                return null;
            case "properties":
                CheckProperties(value, limit, at, faults);
                return null;
            case "required":
                return value.ValueKind != JsonValueKind.Object
                    || limit.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)) ? null : $"lacks one of {limit}";
            case "additionalProperties" when limit.ValueKind == JsonValueKind.False:
                return value.ValueKind != JsonValueKind.Object
                    || value.EnumerateObject().All(field => schema.GetProperty("properties").TryGetProperty(field.Name, out _))
                    ? null
                    : "has a field that the schema lacks";
            default:
                throw new NotSupportedException($"The keyword {keyword.Name} at {at} is not known.");
        }
    }

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && decimal.IsInteger(value.GetDecimal()),
        _ => throw new NotSupportedException($"The type {type} is not known."),
    };

    private static bool IsWithin(decimal value, decimal limit, bool isMinimum) => isMinimum ? value >= limit : value <= limit;

    private static void CheckItems(JsonElement value, JsonElement schema, string at, List<string> faults)
    {
        int index = 0;
        foreach (JsonElement item in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default)
        {
            Check(item, schema, $"{at}[{index++}]", faults);
        }
    }

    private static void CheckProperties(JsonElement value, JsonElement properties, string at, List<string> faults)
    {
        foreach (JsonProperty property in properties.EnumerateObject())
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(property.Name, out JsonElement field))
            {
                Check(field, property.Value, $"{at}.{property.Name}", faults);
            }
        }
    }
}

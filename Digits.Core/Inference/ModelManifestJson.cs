using System.Text.Json.Serialization;

namespace Digits.Core.Inference;

/// <summary>Reads model.json without reflection; a null where a value belongs, and a name that stands twice, is an error.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ModelManifestJson : JsonSerializerContext;

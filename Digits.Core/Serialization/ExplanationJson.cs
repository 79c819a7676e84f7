using System.Text.Json.Serialization;

namespace Digits.Core.Serialization;

/// <summary>Writes explanations without reflection, with the encoder of the writer that they go to.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(ExplanationAnswer))]
internal sealed partial class ExplanationJson : JsonSerializerContext;

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Digits.Api.Contracts;

/// <summary>Writes answers without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(ExplanationAnswer))]
[JsonSerializable(typeof(ItemProblemAnswer))]
[JsonSerializable(typeof(ProblemAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class AnswerJson : JsonSerializerContext
{
    private static AnswerJson? _plain;

    /// <summary>Leaves + and the like as they are: answers are JSON for programs, never pasted into a page's markup.</summary>
    /// <remarks>Made at first use, because the order of static initialisers across the parts of this class is not defined.</remarks>
    public static AnswerJson Plain =>
        _plain ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

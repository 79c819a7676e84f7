using System.Diagnostics;
using System.Text.Json;
using Digits.Core.Recognition;

namespace Digits.Core.Serialization;

/// <summary>Predictions as JSON, in the shape of the service's contract (`Prediction` in openapi.yaml).</summary>
/// <remarks>Thread-safe; the writer is not.</remarks>
public static class PredictionJson
{
    /// <summary>Writes one prediction as an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="prediction">The prediction.</param>
    /// <param name="top">How many candidates to name, 1..10.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is not 1 to 10.</exception>
    public static void Write(Utf8JsonWriter json, Prediction prediction, int top)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(prediction);
        json.WriteStartObject();
        WriteMembers(json, prediction, top);
        json.WriteEndObject();
    }

    /// <summary>Writes what stands inside the object, for those who have more to put there.</summary>
    internal static void WriteMembers(Utf8JsonWriter json, Prediction prediction, int top)
    {
        if (prediction.Digit is { } digit)
        {
            json.WriteNumber("digit"u8, digit);
        }
        else
        {
            json.WriteNull("digit"u8);
        }

        json.WritePropertyName("confidence"u8);
        ShareJson.Write(json, prediction.Confidence);
        json.WriteString("verdict"u8, NameOf(prediction.Verdict));
        WriteCandidates(json, prediction.Top(top));
        json.WriteStartArray("probabilities"u8);
        for (int i = 0; i < prediction.Probabilities.Count; i++)
        {
            ShareJson.Write(json, prediction.Probabilities[i]);
        }

        json.WriteEndArray();
        WriteModel(json, prediction.Model);
        if (prediction.Explanation is { } explanation)
        {
            json.WritePropertyName("explanation"u8);
            JsonSerializer.Serialize(json, ExplanationAnswer.From(explanation), ExplanationJson.Default.ExplanationAnswer);
        }
    }

    /// <summary>Writes which model answered.</summary>
    internal static void WriteModel(Utf8JsonWriter json, ModelIdentity model)
    {
        json.WriteStartObject("model"u8);
        json.WriteString("name"u8, model.Name);
        json.WriteString("version"u8, model.Version);
        json.WriteEndObject();
    }

    /// <summary>Writes the most probable digits.</summary>
    internal static void WriteCandidates(Utf8JsonWriter json, Candidate[] candidates)
    {
        json.WriteStartArray("candidates"u8);
        foreach (Candidate candidate in candidates)
        {
            json.WriteStartObject();
            json.WriteNumber("digit"u8, candidate.Digit);
            json.WritePropertyName("probability"u8);
            ShareJson.Write(json, candidate.Probability);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A verdict's name.</summary>
    internal static ReadOnlySpan<byte> NameOf(Verdict verdict) => verdict switch
    {
        Verdict.Digit => "digit"u8,
        Verdict.Uncertain => "uncertain"u8,
        Verdict.NotADigit => "notADigit"u8,
        _ => throw new UnreachableException(),
    };
}

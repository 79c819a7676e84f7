using System.Diagnostics;
using System.Text.Json;
using Digits.Api.Errors;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts;

/// <summary>Predictions as JSON.</summary>
internal static class PredictionJson
{
    /// <summary>Writes one prediction.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="prediction">The prediction.</param>
    /// <param name="top">How many candidates to name, 1..10.</param>
    public static void Write(Utf8JsonWriter json, Prediction prediction, int top)
    {
        json.WriteStartObject();
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
        json.WriteStartObject("model"u8);
        json.WriteString("name"u8, prediction.Model.Name);
        json.WriteString("version"u8, prediction.Model.Version);
        json.WriteEndObject();
        if (prediction.Explanation is { } explanation)
        {
            json.WritePropertyName("explanation"u8);
            JsonSerializer.Serialize(json, ExplanationAnswer.From(explanation), AnswerJson.Default.ExplanationAnswer);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes what stands in a batch's answer for each item: a prediction or a problem.</summary>
    public static void WriteBatch(Utf8JsonWriter json, IEnumerable<Parsed<Prediction>> items, int top)
    {
        json.WriteStartObject();
        json.WriteStartArray("predictions"u8);
        foreach (Parsed<Prediction> item in items)
        {
            if (item.TryGetValue(out Prediction? prediction, out Problem? problem))
            {
                Write(json, prediction, top);
            }
            else
            {
                json.WriteStartObject();
                json.WritePropertyName("problem"u8);
                JsonSerializer.Serialize(json, ItemProblemAnswer.From(problem), AnswerJson.Default.ItemProblemAnswer);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCandidates(Utf8JsonWriter json, Candidate[] candidates)
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

    private static ReadOnlySpan<byte> NameOf(Verdict verdict) => verdict switch
    {
        Verdict.Digit => "digit"u8,
        Verdict.Uncertain => "uncertain"u8,
        Verdict.NotADigit => "notADigit"u8,
        _ => throw new UnreachableException(),
    };
}

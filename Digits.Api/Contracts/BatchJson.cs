using System.Text.Json;
using Digits.Api.Errors;
using Digits.Core.Recognition;
using Digits.Core.Serialization;

namespace Digits.Api.Contracts;

/// <summary>Answers to batches as JSON.</summary>
internal static class BatchJson
{
    /// <summary>Writes what stands in a batch's answer for each item: a prediction or a problem.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<Parsed<Prediction>> items, int top)
    {
        json.WriteStartObject();
        json.WriteStartArray("predictions"u8);
        foreach (Parsed<Prediction> item in items)
        {
            if (item.TryGetValue(out Prediction? prediction, out Problem? problem))
            {
                PredictionJson.Write(json, prediction, top);
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
}

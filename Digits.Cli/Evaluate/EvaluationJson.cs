using System.Text.Json;
using Digits.Core.Serialization;

namespace Digits.Cli.Evaluate;

/// <summary>An evaluation as one line of JSON; shares are 0 to 1.</summary>
internal static class EvaluationJson
{
    public static string Write(Evaluation evaluation) => JsonLine.Of(json => Write(json, evaluation));

    private static void Write(Utf8JsonWriter json, Evaluation evaluation)
    {
        json.WriteStartObject("model");
        json.WriteString("name", evaluation.Model.Name);
        json.WriteString("version", evaluation.Model.Version);
        json.WriteEndObject();
        WriteTotals(json, evaluation);
        json.WriteStartArray("digits");
        for (int digit = 0; digit < evaluation.ByDigit.Count; digit++)
        {
            json.WriteStartObject();
            json.WriteNumber("digit", digit);
            WriteScore(json, evaluation.ByDigit[digit]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteAverage(json, "macroAverage", evaluation.Macro);
        WriteAverage(json, "weightedAverage", evaluation.Weighted);
        WriteConfusion(json, evaluation);
        WriteReliability(json, evaluation);
        WriteMisreads(json, evaluation);
    }

    private static void WriteTotals(Utf8JsonWriter json, Evaluation evaluation)
    {
        json.WriteNumber("count", evaluation.Count);
        json.WriteNumber("unreadable", evaluation.Unreadable);
        json.WriteNumber("right", evaluation.Right);
        WriteShare(json, "accuracy", evaluation.Accuracy);
        json.WriteNumber("answered", evaluation.Answered);
        json.WriteNumber("rightOfAnswered", evaluation.RightOfAnswered);
        json.WriteNumber("uncertain", evaluation.Of(Standing.Uncertain));
        json.WriteNumber("notADigit", evaluation.Of(Standing.NotADigit));
        json.WriteNumber("blank", evaluation.Of(Standing.Blank));
        WriteShare(json, "calibrationError", evaluation.CalibrationError);
    }

    private static void WriteConfusion(Utf8JsonWriter json, Evaluation evaluation)
    {
        json.WriteStartArray("confusion");
        for (int label = 0; label < evaluation.ByDigit.Count; label++)
        {
            json.WriteStartArray();
            for (int guess = 0; guess < evaluation.ByDigit.Count; guess++)
            {
                json.WriteNumberValue(evaluation.Confusion(label, guess));
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteReliability(Utf8JsonWriter json, Evaluation evaluation)
    {
        json.WriteStartArray("reliability");
        foreach (ReliabilityBin bin in evaluation.Bins)
        {
            json.WriteStartObject();
            json.WriteNumber("count", bin.Count);
            WriteShare(json, "confidence", bin.Confidence);
            WriteShare(json, "right", bin.Right);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMisreads(Utf8JsonWriter json, Evaluation evaluation)
    {
        json.WriteStartArray("worstMisreads");
        foreach (Misread misread in evaluation.Misreads)
        {
            json.WriteStartObject();
            json.WriteString("picture", misread.Picture.Name);
            json.WriteNumber("label", misread.Scored.Label);
            json.WriteNumber("guess", misread.Scored.Guess);
            WriteShare(json, "confidence", misread.Scored.Confidence);
            json.WriteBoolean("answered", misread.Scored.Standing == Standing.Answered);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAverage(Utf8JsonWriter json, string name, DigitScore score)
    {
        json.WriteStartObject(name);
        WriteScore(json, score);
        json.WriteEndObject();
    }

    private static void WriteScore(Utf8JsonWriter json, DigitScore score)
    {
        WriteShare(json, "precision", score.Precision);
        WriteShare(json, "recall", score.Recall);
        WriteShare(json, "f1", score.F1);
        json.WriteNumber("support", score.Support);
    }

    private static void WriteShare(Utf8JsonWriter json, string name, double share)
    {
        json.WritePropertyName(name);
        ShareJson.Write(json, (float)share);
    }
}

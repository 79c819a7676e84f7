using System.Diagnostics;
using System.Text.Json;
using Digits.Core.Recognition;

namespace Digits.Core.Serialization;

/// <summary>Numbers as JSON, in the shape of the service's contract (`NumberPrediction` in openapi.yaml).</summary>
/// <remarks>Thread-safe; the writer is not.</remarks>
public static class NumberJson
{
    /// <summary>Writes one number.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="number">The number.</param>
    /// <param name="top">How many candidates to name for each place, 1..10.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is not 1 to 10.</exception>
    public static void Write(Utf8JsonWriter json, NumberPrediction number, int top)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(number);
        json.WriteStartObject();
        json.WriteString("number"u8, number.Number);
        json.WriteString("reading"u8, number.Reading);
        json.WritePropertyName("confidence"u8);
        ShareJson.Write(json, number.Confidence);
        json.WriteString("verdict"u8, NameOf(number.Verdict));
        if (number.Reason is not null)
        {
            json.WriteString("reason"u8, number.Reason);
        }

        json.WriteStartArray("digits"u8);
        foreach (NumberDigit digit in number.Digits)
        {
            WriteDigit(json, digit, top);
        }

        json.WriteEndArray();
        PredictionJson.WriteModel(json, number.Model);
        if (number.Explanation is { } explanation)
        {
            WriteExplanation(json, explanation);
        }

        json.WriteEndObject();
    }

    private static void WriteDigit(Utf8JsonWriter json, NumberDigit digit, int top)
    {
        json.WriteStartObject();
        if (digit.Digit is { } value)
        {
            json.WriteNumber("digit"u8, value);
        }
        else
        {
            json.WriteNull("digit"u8);
        }

        json.WritePropertyName("confidence"u8);
        ShareJson.Write(json, digit.Confidence);
        json.WriteString("verdict"u8, digit.Verdict is { } verdict ? PredictionJson.NameOf(verdict) : "blank"u8);
        json.WriteStartObject("box"u8);
        json.WriteNumber("left"u8, digit.Box.X);
        json.WriteNumber("top"u8, digit.Box.Y);
        json.WriteNumber("width"u8, digit.Box.Width);
        json.WriteNumber("height"u8, digit.Box.Height);
        json.WriteEndObject();
        PredictionJson.WriteCandidates(json, digit.Top(top));
        if (!digit.Picture.IsEmpty)
        {
            json.WriteString("picture"u8, ExplanationAnswer.DataUrl(digit.Picture));
        }

        json.WriteEndObject();
    }

    private static void WriteExplanation(Utf8JsonWriter json, NumberExplanation explanation)
    {
        json.WriteStartObject("explanation"u8);
        json.WriteString("reading"u8, ExplanationAnswer.NameOf(explanation.Reading));
        json.WriteBoolean("inverted"u8, explanation.Inverted);
        json.WriteNumber("candidates"u8, explanation.Candidates);
        json.WriteNumber("sourceWidth"u8, explanation.SourceWidth);
        json.WriteNumber("sourceHeight"u8, explanation.SourceHeight);
        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> NameOf(NumberVerdict verdict) => verdict switch
    {
        NumberVerdict.Number => "number"u8,
        NumberVerdict.Uncertain => "uncertain"u8,
        NumberVerdict.NotANumber => "notANumber"u8,
        _ => throw new UnreachableException(),
    };
}

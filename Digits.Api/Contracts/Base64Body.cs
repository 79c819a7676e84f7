using System.Buffers;
using System.Text.Json;
using Digits.Api.Errors;

namespace Digits.Api.Contracts;

/// <summary>The bodies of /predict/base64: JSON or an HTML form, each with one field, image.</summary>
internal static class Base64Body
{
    private const string Field = "image";

    /// <summary>Finds and decodes the picture of a JSON body, in the body's own memory.</summary>
    public static Problem? ParseJson(Span<byte> body, out Range picture)
    {
        picture = default;
        bool found = false;
        var reader = new Utf8JsonReader(body);
        try
        {
            if (body.IsEmpty || !JsonFields.TryStart(ref reader))
            {
                return Problem.MissingField($"The body must be a JSON object with the field {Field}.");
            }

            while (JsonFields.MoveToNext(ref reader, "image"u8, default, out _))
            {
                if (DecodeString(ref reader, body, Field, out picture) is { } problem)
                {
                    return problem;
                }

                found = true;
            }

            return found ? null : Problem.MissingField($"The JSON object has no field {Field}.");
        }
        catch (JsonException error)
        {
            return JsonFields.Malformed(error);
        }
    }

    /// <summary>Decodes the JSON string that the reader stands on, over its own text.</summary>
    /// <param name="reader">Stands on a value.</param>
    /// <param name="body">The whole text, which the reader reads; only what it has passed is overwritten.</param>
    /// <param name="name">What to call the value in a problem.</param>
    /// <param name="bytes">Where in the body the decoded bytes are.</param>
    public static Problem? DecodeString(ref Utf8JsonReader reader, Span<byte> body, string name, out Range bytes)
    {
        bytes = default;
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return Problem.MissingField($"{name} must be a string of base64.");
        }

        int start = checked((int)reader.TokenStartIndex) + 1;
        Span<byte> text = body.Slice(start, reader.ValueSpan.Length);
        if (reader.ValueIsEscaped && !TryUnescape(ref reader, ref text))
        {
            return Problem.InvalidBase64($"{name} is not base64: it holds an escape that is no character.");
        }

        Problem? problem = Base64Text.Decode(text, name, out int decoded);
        bytes = start..(start + decoded);
        return problem;
    }

    /// <summary>Unescapes the JSON string that the reader stands on over its own text. PHP writes every slash as \/ .</summary>
    private static bool TryUnescape(ref Utf8JsonReader reader, ref Span<byte> text)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            if (!JsonFields.TryUnescape(ref reader, rented, out int length))
            {
                return false;
            }

            text = text[..length];
            rented.AsSpan(0, length).CopyTo(text);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Finds and decodes the picture of a form body, in the body's own memory.</summary>
    public static Problem? ParseForm(Span<byte> body, out Range picture)
    {
        picture = default;
        if (body.TrimStart(" \r\n\t"u8).StartsWith("{"u8))
        {
            return Problem.MissingField("The body looks like JSON: send it with Content-Type: application/json.");
        }

        for (int start = 0; start < body.Length;)
        {
            int length = body[start..].IndexOf((byte)'&');
            length = length < 0 ? body.Length - start : length;
            Span<byte> pair = body.Slice(start, length);
            if (pair.StartsWith("image="u8))
            {
                int valueStart = start + "image=".Length;
                Span<byte> value = FormText.Unescape(pair["image=".Length..]);
                Problem? problem = Base64Text.Decode(value, Field, out int decoded);
                picture = valueStart..(valueStart + decoded);
                return problem;
            }

            start += length + 1;
        }

        return Problem.MissingField($"The form has no field {Field}.");
    }
}

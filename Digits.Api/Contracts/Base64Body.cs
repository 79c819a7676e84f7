using System.Buffers;
using System.Text.Json;
using Digits.Api.Contracts.Rereading;
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

            // Decoded at the end: what follows may show that the body is no JSON, and then it is to be as it came.
            Utf8JsonReader last = default;
            while (JsonFields.MoveToNext(ref reader, "image"u8, default, out _))
            {
                last = reader;
                found = true;
                reader.Skip();
            }

            return found ? DecodeValue(ref last, body, Field, out picture) : Problem.MissingField($"The JSON object has no field {Field}.");
        }
        catch (JsonException error)
        {
            return JsonFields.Malformed(error);
        }
    }

    /// <summary>Decodes the JSON value that the reader stands on, over its own text, and moves the reader to its end.</summary>
    /// <param name="reader">Stands on a value.</param>
    /// <param name="body">The whole text, which the reader reads; only what it has passed is overwritten.</param>
    /// <param name="name">What to call the value in a problem.</param>
    /// <param name="bytes">Where in the body the decoded bytes are.</param>
    public static Problem? DecodeValue(ref Utf8JsonReader reader, Span<byte> body, string name, out Range bytes)
    {
        int start = checked((int)reader.TokenStartIndex);
        bytes = default;
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            Span<byte> value = body[start..checked((int)reader.BytesConsumed)];
            bool isFound = JsonPictures.TryFind(value, PictureText.MostDepth, out Range found);
            bytes = isFound ? (start + found.Start.Value)..(start + found.End.Value) : default;
            return isFound ? null : Problem.MissingField($"{name} must be a string of base64.");
        }

        if (!TryText(ref reader, body, out Span<byte> text))
        {
            return Problem.InvalidBase64($"{name} is not base64: it holds an escape that is no character.");
        }

        Problem? problem = Base64Text.Decode(text, name, out int decoded);
        bytes = (start + 1)..(start + 1 + decoded);
        return problem;
    }

    /// <summary>The text of the JSON string that the reader stands on, unescaped in the memory that holds it. PHP writes every slash as \/ .</summary>
    /// <returns>False where an escape is no character.</returns>
    public static bool TryText(ref Utf8JsonReader reader, Span<byte> body, out Span<byte> text)
    {
        text = body.Slice(checked((int)reader.TokenStartIndex) + 1, reader.ValueSpan.Length);
        if (!reader.ValueIsEscaped)
        {
            return true;
        }

        using LargeBytes? large = text.Length > RequestBody.MostPooled ? new LargeBytes() : null;
        large?.Grow(text.Length);
        byte[]? rented = large is null ? ArrayPool<byte>.Shared.Rent(text.Length) : null;
        try
        {
            Span<byte> unescaped = large is null ? rented : large.GetSpan();
            if (!JsonFields.TryUnescape(ref reader, unescaped, out int length))
            {
                return false;
            }

            text = text[..length];
            unescaped[..length].CopyTo(text);
            return true;
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
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

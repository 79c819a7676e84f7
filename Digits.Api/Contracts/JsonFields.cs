using System.Globalization;
using System.Text;
using System.Text.Json;
using Digits.Api.Errors;

namespace Digits.Api.Contracts;

/// <summary>Steps through the one JSON object that a body must be.</summary>
internal static class JsonFields
{
    /// <summary>Moves to the value of the next field of the top-level object.</summary>
    /// <returns>False at the object's end; the reader has then seen that nothing follows it.</returns>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static bool MoveToNext(ref Utf8JsonReader reader, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, out bool isSecond)
    {
        isSecond = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isFirst = IsNamed(reader, first);
            isSecond = !isFirst && !second.IsEmpty && IsNamed(reader, second);
            reader.Read();
            if (isFirst || isSecond)
            {
                return true;
            }

            reader.Skip();
        }

        // One more step, so that text after the object is an error.
        reader.Read();
        return false;
    }

    /// <summary>Reads the start of the object.</summary>
    /// <returns>False where the text is JSON, but no object.</returns>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static bool TryStart(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.StartObject;

    /// <summary>Copies the string that the reader stands on, unescaped; it is never longer than what it was written as.</summary>
    /// <returns>False where its escapes or its bytes are no text: half a surrogate pair, broken UTF-8.</returns>
    public static bool TryUnescape(ref Utf8JsonReader reader, Span<byte> target, out int length)
    {
        try
        {
            length = reader.CopyString(target);
            return true;
        }
        catch (InvalidOperationException)
        {
            length = 0;
            return false;
        }
    }

    /// <summary>The problem for text that is not JSON, with the place and without the text.</summary>
    public static Problem Malformed(JsonException error) => Problem.MalformedJson(string.Create(
        CultureInfo.InvariantCulture,
        $"The body is not JSON: it breaks at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}."));

    private static bool IsNamed(in Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        (!reader.ValueIsEscaped || IsPlainText(reader.ValueSpan)) && reader.ValueTextEquals(name);

    /// <summary>
    /// Whether unescaping is safe: half a surrogate pair costs an exception, and a body has room for a million of them. None of the
    /// names has a character beyond ASCII.
    /// </summary>
    private static bool IsPlainText(ReadOnlySpan<byte> escaped) =>
        Ascii.IsValid(escaped) && escaped.IndexOf("\\ud"u8) < 0 && escaped.IndexOf("\\uD"u8) < 0;
}

using System.Globalization;
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
            bool isFirst = reader.ValueTextEquals(first);
            isSecond = !isFirst && !second.IsEmpty && reader.ValueTextEquals(second);
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

    /// <summary>The problem for text that is not JSON, with the place and without the text.</summary>
    public static Problem Malformed(JsonException error) => Problem.MalformedJson(string.Create(
        CultureInfo.InvariantCulture,
        $"The body is not JSON: it breaks at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}."));
}

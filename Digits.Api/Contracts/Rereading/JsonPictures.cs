using System.Text;
using System.Text.Json;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts.Rereading;

/// <summary>
/// Finds the picture in JSON that has it elsewhere than where it belongs: under another name, deeper, in a list of its own, as a list of bytes
/// (Node's Buffer, a Uint8Array, Java's signed bytes), or in JSON that was written into a string. It must be the only one, or the only one
/// called image.
/// </summary>
internal static class JsonPictures
{
    /// <summary>How many bytes of a list are looked at to tell a picture.</summary>
    private const int Looked = 24;

    /// <summary>Looks through JSON once.</summary>
    /// <param name="json">The text; overwritten only where there is a picture, or JSON in a string.</param>
    /// <param name="depth">How often a string may hold JSON in its turn.</param>
    /// <param name="picture">Where the picture's bytes are now.</param>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static bool TryFind(Span<byte> json, int depth, out Range picture)
    {
        Sole any = default;
        Sole named = default;
        Sole nested = default;
        bool isNamed = false;
        var reader = new Utf8JsonReader(json, LooseJson.Options);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                isNamed = IsImage(reader.ValueSpan);
            }
            else if (IsPicture(reader))
            {
                any.Add(reader);
                if (isNamed)
                {
                    named.Add(reader);
                }
            }
            else if (reader.TokenType == JsonTokenType.String && IsJson(reader.ValueSpan))
            {
                nested.Add(reader);
            }
        }

        picture = default;
        return named.Count == 1 ? TryTake(ref named.Reader, json, depth, out picture)
            : any.Count == 1 ? TryTake(ref any.Reader, json, depth, out picture)
            : any.Count == 0 && nested.Count == 1 && depth > 0 && TryTake(ref nested.Reader, json, depth, out picture);
    }

    private static bool IsImage(ReadOnlySpan<byte> name) => name.Length == 5 && Ascii.EqualsIgnoreCase(name, "image"u8);

    private static bool IsJson(ReadOnlySpan<byte> text) => text.TrimStart(" \r\n\t"u8) is [(byte)'{' or (byte)'[', ..] or [(byte)'\\', (byte)'"', ..];

    private static bool IsPicture(in Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return MangledBase64.Recognizes(reader.ValueSpan);
        }

        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            return false;
        }

        Utf8JsonReader list = reader;
        Span<byte> start = stackalloc byte[Looked];
        return DigitInput.IsPicture(start[..ReadBytes(ref list, start)]);
    }

    private static bool TryTake(ref Utf8JsonReader reader, Span<byte> json, int depth, out Range picture)
    {
        int start = checked((int)reader.TokenStartIndex);
        if (reader.TokenType != JsonTokenType.String)
        {
            picture = start..(start + ReadBytes(ref reader, json[start..]));
            return true;
        }

        start++;
        picture = default;
        bool isFound = Base64Body.TryText(ref reader, json, out Span<byte> text) && PictureText.TryRead(text, depth - 1, out picture);
        picture = isFound ? (start + picture.Start.Value)..(start + picture.End.Value) : default;
        return isFound;
    }

    /// <summary>Copies the numbers of a list, or of an object whose names count from 0, until something else comes or the target is full.</summary>
    /// <param name="reader">Stands on the start of the list.</param>
    /// <param name="target">May be the memory that the list stands in: a number's text is longer than its byte.</param>
    /// <returns>How many there are.</returns>
    private static int ReadBytes(ref Utf8JsonReader reader, scoped Span<byte> target)
    {
        int count = 0;
        while (count < target.Length && reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueSpan is [>= (byte)'0' and <= (byte)'9', ..])
            {
                continue;
            }

            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int value) || value is < sbyte.MinValue or > byte.MaxValue)
            {
                break;
            }

            target[count++] = unchecked((byte)value);
        }

        return count;
    }

    /// <summary>Where a reader stood when it met what is looked for, the last time, and how often it did.</summary>
    private ref struct Sole
    {
        public Utf8JsonReader Reader;

        public int Count;

        public void Add(in Utf8JsonReader reader)
        {
            Reader = reader;
            Count++;
        }
    }
}

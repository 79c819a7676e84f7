using System.Text.Json;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts.Rereading;

/// <summary>
/// Reads the picture of a body, a form's part or a string that is not a picture itself: base64 or a data URL, JSON, an HTML form. Asked only
/// where plain reading has failed, and reads only what can mean one thing.
/// </summary>
internal static class PictureText
{
    /// <summary>How often one text is looked for inside another: base64 of a data URL in JSON in a string of JSON.</summary>
    public const int MostDepth = 3;

    private const string Name = "image";
    private const int LongestName = 64;

    /// <summary>Finds and decodes a picture, in the memory that holds the text.</summary>
    /// <param name="text">Any bytes. Overwritten where they are text, found or not.</param>
    /// <param name="depth">How often a text may hold another.</param>
    /// <param name="picture">Where the picture's bytes are now.</param>
    public static bool TryRead(Span<byte> text, int depth, out Range picture)
    {
        picture = ..text.Length;
        if (DigitInput.IsPicture(text))
        {
            return true;
        }

        picture = default;
        if (depth < 0 || text.Length < 2)
        {
            return false;
        }

        Span<byte> utf8 = UnicodeText.ToUtf8(text).TrimStart(" \r\n\t"u8);
        bool isFound = utf8 switch
        {
            [(byte)'{' or (byte)'[' or (byte)'"', ..] => TryJson(utf8, depth, out picture) || TryBase64(utf8, depth, out picture),
            [(byte)'%', (byte)'7', (byte)'B' or (byte)'b', ..] => TryJson(FormText.Unescape(utf8).TrimEnd((byte)'='), depth, out picture),
            _ => TryForm(utf8, depth, out picture) || TryBase64(utf8, depth, out picture),
        };
        int start = isFound ? Offset(text, utf8) : 0;
        picture = (start + picture.Start.Value)..(start + picture.End.Value);
        return isFound;
    }

    private static bool TryJson(Span<byte> text, int depth, out Range picture)
    {
        try
        {
            return JsonPictures.TryFind(text, depth, out picture);
        }
        catch (JsonException)
        {
            return TryMended(LooseJson.Mend(text), depth, out picture);
        }
    }

    private static bool TryMended(Span<byte> text, int depth, out Range picture)
    {
        try
        {
            return JsonPictures.TryFind(text, depth, out picture);
        }
        catch (JsonException)
        {
            picture = default;
            return false;
        }
    }

    private static bool TryBase64(Span<byte> text, int depth, out Range picture)
    {
        picture = default;
        if (!MangledBase64.Recognizes(text) || MangledBase64.Decode(text, Name, out int length) is not null)
        {
            return false;
        }

        return TryRead(text[..length], depth - 1, out picture);
    }

    /// <summary>The one field of a form that holds a picture, or the one called image.</summary>
    private static bool TryForm(Span<byte> text, int depth, out Range picture)
    {
        picture = default;
        Range only = default;
        int count = 0;
        foreach (Range range in ((ReadOnlySpan<byte>)text).Split((byte)'&'))
        {
            (int start, int length) = range.GetOffsetAndLength(text.Length);
            ReadOnlySpan<byte> pair = text.Slice(start, length);
            int equals = pair.IndexOf((byte)'=');
            if (equals is > 0 and <= LongestName && MangledBase64.Recognizes(pair[(equals + 1)..]))
            {
                (only, count) = ((start + equals + 1)..(start + length), count + 1);
            }
        }

        bool isFound = count == 1 && TryBase64(text[only], depth, out picture);
        picture = isFound ? (only.Start.Value + picture.Start.Value)..(only.Start.Value + picture.End.Value) : default;
        return isFound;
    }

    private static int Offset(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part) =>
        text.Overlaps(part, out int offset) ? offset : 0;
}

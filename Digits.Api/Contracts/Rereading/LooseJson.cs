using System.Text.Json;

namespace Digits.Api.Contracts.Rereading;

/// <summary>
/// Makes JSON of what programs write nearly so: Python's print of a dict, with single quotes, True and None; strings with line ends in them, as
/// a shell puts base64 there. Comments and commas before a closing bracket are left to the reader.
/// </summary>
internal static class LooseJson
{
    /// <summary>How the reader takes mended text.</summary>
    public static readonly JsonReaderOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Mends text in place.</summary>
    /// <returns>The mended text, which starts where the text starts.</returns>
    public static Span<byte> Mend(Span<byte> text)
    {
        byte quote = text.Contains((byte)'"') ? (byte)'"' : (byte)'\'';
        int count = 0;
        bool inString = false;
        for (int i = 0; i < text.Length; i++)
        {
            byte value = text[i];
            if (value == '\\' && inString && i + 1 < text.Length)
            {
                text[count++] = value;
                text[count++] = text[++i];
            }
            else if (value == quote)
            {
                // Python's b and u before a string.
                count -= !inString && count > 0 && text[count - 1] is (byte)'b' or (byte)'u' ? 1 : 0;
                inString = !inString;
                text[count++] = (byte)'"';
            }
            else if (inString)
            {
                count += value < ' ' ? 0 : Put(text, count, value);
            }
            else
            {
                i += Word(text[i..], text[count..], out int written) is > 0 and int used ? used - 1 : Put(text, count, value) - 1;
                count += written;
            }
        }

        return text[..count];
    }

    private static int Put(Span<byte> text, int at, byte value)
    {
        text[at] = value;
        return 1;
    }

    /// <summary>Writes JSON's word for Python's; without one, one byte counts as written.</summary>
    /// <returns>How long Python's word was, or 0.</returns>
    private static int Word(ReadOnlySpan<byte> text, Span<byte> target, out int written)
    {
        ReadOnlySpan<byte> word =
            text.StartsWith("True"u8) ? "true"u8
            : text.StartsWith("False"u8) ? "false"u8
            : text.StartsWith("None"u8) ? "null"u8
            : default;
        written = Math.Max(word.Length, 1);
        int used = word.Length;
        word.CopyTo(target);
        return used;
    }
}

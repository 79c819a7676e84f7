using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Digits.Api.Errors;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts.Rereading;

/// <summary>
/// Reads the base64, the hexadecimal digits or the percent-encoding of a picture where plain reading failed: in quotes, behind a prefix that
/// was lost in part or put there twice, or with its characters escaped. Asks the start of the text first, and changes nothing where that is
/// not the start of a picture.
/// </summary>
internal static class MangledBase64
{
    /// <summary>How much of the text is looked at to find where its digits begin.</summary>
    private const int Looked = 512;

    /// <summary>Shorter than any picture's base64.</summary>
    private const int LeastText = 32;

    private const int MostPrefixes = 4;
    private const int LongestName = 32;
    private const int StartDigits = 32;

    private static readonly SearchValues<byte> Wrapping = SearchValues.Create(" \r\n\t\0\"'`<>(){}[]\\"u8);

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef"u8);

    /// <summary>Whether text starts like a picture's base64: PNG, JPEG in either alphabet, GIF or WebP.</summary>
    public static bool HasPlainStart(ReadOnlySpan<byte> text) =>
        text.StartsWith("iVBO"u8) || text.StartsWith("/9j/"u8) || text.StartsWith("_9j_"u8) || text.StartsWith("R0lG"u8) || text.StartsWith("UklG"u8);

    /// <summary>Whether a picture begins in the text, in one of the forms that <see cref="Decode"/> reads.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> text)
    {
        if (text.Length < LeastText)
        {
            return false;
        }

        Span<byte> start = stackalloc byte[Looked];
        start = start[..Math.Min(text.Length, Looked)];
        text[..start.Length].CopyTo(start);
        if (IsPercentDataUrl(start, out _))
        {
            return true;
        }

        start = Unwrap(start);
        Span<byte> bytes = stackalloc byte[Looked];
        if (TryHex(start, bytes, out int length) && DigitInput.IsPicture(bytes[..length]))
        {
            return true;
        }

        start = start[..Base64Text.Compact(start)];
        start = start[..Math.Min(start.Length / 4 * 4, StartDigits)];
        return Base64.DecodeFromUtf8InPlace(start, out length) == OperationStatus.Done
            && (DigitInput.IsPicture(start[..length]) || HasPlainStart(start[..length]) || start[..length].StartsWith("data:image"u8));
    }

    /// <summary>Decodes text that <see cref="Recognizes"/> knows, into the memory that holds it.</summary>
    /// <inheritdoc cref="Base64Text.Decode"/>
    public static Problem? Decode(Span<byte> text, string name, out int length)
    {
        if (IsPercentDataUrl(text[..Math.Min(text.Length, Looked)].ToArray(), out int comma))
        {
            Span<byte> bytes = FormText.Unescape(text[(comma + 1)..]);
            bytes.CopyTo(text);
            length = bytes.Length;
            return null;
        }

        Span<byte> digits = Unwrap(text);
        if (TryHex(digits, digits, out length))
        {
            digits[..length].CopyTo(text);
            return null;
        }

        Problem? problem = Base64Text.DecodeDigits(ref digits, name, out length);
        digits[..length].CopyTo(text);
        return problem;
    }

    /// <summary>Undoes escapes and takes off what stands before and after the digits.</summary>
    private static Span<byte> Unwrap(Span<byte> text)
    {
        text = Trim(TextEscapes.Undo(text));
        for (int i = 0; i < MostPrefixes && PrefixLength(text) is > 0 and int length; i++)
        {
            text = Trim(text[length..]);
        }

        return text;
    }

    private static Span<byte> Trim(Span<byte> text)
    {
        int start = text.IndexOfAnyExcept(Wrapping);
        return start < 0 ? [] : text[start..(text.LastIndexOfAnyExcept(Wrapping) + 1)];
    }

    /// <summary>How long what stands before the digits is: a data URL's head, the name of a field, Python's b before a quote.</summary>
    private static int PrefixLength(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> start = text[..Math.Min(text.Length, Looked)];
        int marker = Math.Max(start.LastIndexOf("base64"u8), start.LastIndexOf("BASE64"u8));
        if (marker >= 0 && marker + "base64,".Length <= start.Length && start[marker + "base64".Length] is (byte)',' or (byte)':' or (byte)' ' or (byte)';')
        {
            int comma = start[marker..].IndexOf((byte)',');
            return marker + (comma < 0 ? "base64,".Length : comma + 1);
        }

        if (start.Length >= 5 && Ascii.EqualsIgnoreCase(start[..5], "data:"u8))
        {
            return start.IndexOf((byte)',') + 1;
        }

        if (start is [(byte)'b' or (byte)'B', (byte)'\'' or (byte)'"', ..])
        {
            return 2;
        }

        int end = start.IndexOfAny((byte)':', (byte)'=');
        return end is > 0 and <= LongestName && end + 1 < start.Length && IsName(start[..end].TrimEnd("\"' "u8)) ? end + 1 : 0;
    }

    private static bool IsName(ReadOnlySpan<byte> text)
    {
        foreach (byte value in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)value) && value is not ((byte)'_' or (byte)'-' or (byte)'[' or (byte)']'))
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }

    /// <summary>A data URL (RFC 2397) without ;base64, whose data is the picture's bytes in percent-encoding.</summary>
    private static bool IsPercentDataUrl(Span<byte> start, out int comma)
    {
        comma = start.IndexOf((byte)',');
        return comma >= 0
            && start.Length >= 5 && Ascii.EqualsIgnoreCase(start[..5], "data:"u8)
            && start[(comma + 1)..].IndexOf((byte)'%') >= 0
            && start[..comma].IndexOf("base64"u8) < 0
            && DigitInput.IsPicture(FormText.Unescape(start[(comma + 1)..].ToArray()));
    }

    /// <summary>Decodes hexadecimal digits, where there is nothing but those and a 0x before them.</summary>
    private static bool TryHex(ReadOnlySpan<byte> text, Span<byte> bytes, out int length)
    {
        length = 0;
        text = text.StartsWith("0x"u8) || text.StartsWith("\\x"u8) ? text[2..] : text;
        if (text.IsEmpty || text.Length % 2 != 0 || text.ContainsAnyExcept(HexDigits))
        {
            return false;
        }

        for (int i = 0; i < text.Length; i += 2)
        {
            bytes[length++] = (byte)((Nibble(text[i]) << 4) | Nibble(text[i + 1]));
        }

        return true;
    }

    private static int Nibble(byte digit) => (digit & 0xF) + (digit >> 6) * 9;
}

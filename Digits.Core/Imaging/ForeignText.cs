using System.Buffers;

namespace Digits.Core.Imaging;

/// <summary>Says what is wrong with text that came where a picture's bytes belong, and with bytes that were altered as if they were text.</summary>
/// <remarks>It looks at the first kilobyte. Thread-safe.</remarks>
internal static class ForeignText
{
    private const int LookedAt = 1024;

    /// <summary>From so many characters on, text without a space is base64 rather than a word.</summary>
    private const int LeastBase64 = 32;

    private const string Base64 = "This is base64 text; decode it first: a picture's own bytes belong here.";
    private const string Altered = "These bytes were altered on the way as if they were text; send the file as binary, unchanged.";

    private static readonly SearchValues<byte> Base64Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=\r\n"u8);

    /// <summary>The explanation, or null where the bytes are neither.</summary>
    public static string? Explanation(ReadOnlySpan<byte> bytes)
    {
        if (IsAltered(bytes))
        {
            return Altered;
        }

        ReadOnlySpan<byte> text = bytes[..Math.Min(bytes.Length, LookedAt)];
        text = (text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? text[3..] : text).TrimStart(" \t\r\n"u8);
        if (text.IsEmpty || text.ContainsAnyInRange((byte)0, (byte)8))
        {
            return null;
        }

        return Begins(text, "data:"u8) ? "This is a data URL; decode its base64 first: a picture's own bytes belong here."
            : Begins(text, "<!doctype html"u8) || Begins(text, "<html"u8) ? "This is a page of HTML, perhaps an error page that came in place of the picture."
            : Begins(text, "<svg"u8) || (text[0] == (byte)'<' && text.IndexOf("<svg"u8) >= 0) ? $"This is SVG, a drawing; send it as {ForeignFormat.WhatIsRead}."
            : Begins(text, "<?xml"u8) ? $"This is XML; send {ForeignFormat.WhatIsRead}."
            : text[0] is (byte)'{' or (byte)'[' ? "This is JSON; a picture's own bytes belong here."
            : Begins(text, "http://"u8) || Begins(text, "https://"u8) ? "This is an address; addresses are not fetched: a picture's own bytes belong here."
            : text.Length >= LeastBase64 && !text.ContainsAnyExcept(Base64Characters) ? Base64
            : null;
    }

    // PNG's first bytes exist to tell it: line ends that were changed or dropped, and Latin-1 taken for UTF-8 or the other way round.
    private static bool IsAltered(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
        || bytes.StartsWith((ReadOnlySpan<byte>)[0xC2, 0x89, (byte)'P', (byte)'N', (byte)'G'])
        || bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBF, 0xBD, (byte)'P', (byte)'N', (byte)'G'])
        || bytes.StartsWith((ReadOnlySpan<byte>)[0xC3, 0xBF, 0xC3, 0x98, 0xC3, 0xBF])
        || bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBF, 0xBD, 0xEF, 0xBF, 0xBD, 0xEF, 0xBF, 0xBD]);

    // Upper and lower case are the same; the beginnings are given in lower case.
    private static bool Begins(ReadOnlySpan<byte> text, ReadOnlySpan<byte> beginning)
    {
        if (text.Length < beginning.Length)
        {
            return false;
        }

        for (int i = 0; i < beginning.Length; i++)
        {
            int letter = text[i] is >= (byte)'A' and <= (byte)'Z' ? text[i] + 32 : text[i];
            if (letter != beginning[i])
            {
                return false;
            }
        }

        return true;
    }
}

using System.Buffers;
using System.Text;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts.Rereading;

/// <summary>Says what text is that came in a picture's place.</summary>
internal static class NotAPicture
{
    private const string Address = "is an address or a path, and those are not fetched: send the picture's own bytes.";
    private const string Word = "is a word that programs write for no value or for an object: send the picture's own bytes.";
    private const string Canvas = "is the data URL of a canvas without pixels.";
    private const string Bytes = "holds a picture's bytes as if they were text: send them as base64.";

    /// <summary>How much of a file is looked at.</summary>
    private const int Looked = 512;

    /// <summary>Nothing longer is an address.</summary>
    private const int LongestAddress = 2048;

    private static readonly SearchValues<string> Schemes =
        SearchValues.Create(["http:", "https:", "blob:", "file:", "ftp:", "content:", "ph:", "assets-library:", "about:", "capacitor:", "./", "../", "~/", "www."], StringComparison.OrdinalIgnoreCase);

    private static readonly string[] Extensions =
        [".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".heic", ".tif", ".tiff", ".svg"];

    /// <summary>Paths through other folders can be base64 by chance.</summary>
    private static readonly string[] Folders =
        ["home/", "Users/", "tmp/", "var/", "data/", "storage/", "mnt/", "root/", "opt/", "usr/", "app/", "uploads/", "static/", "media/", "images/"];

    private static readonly string[] Words = ["undefined", "null", "none", "nan", "nil", "true", "false", "promise", "[object"];

    /// <summary>What text is that is no picture's base64, as the end of a sentence; null where that is not known.</summary>
    public static string? Explain(ReadOnlySpan<byte> text) => IsPicturesBytes(text) ? Bytes : ExplainText(text);

    /// <summary>What the bytes of a file are that is no picture, as a sentence; null where that is not known.</summary>
    public static string? ExplainFile(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> start = file[..Math.Min(file.Length, Looked)];
        return start switch
        {
            [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', ..] =>
                "The bytes are a numpy file: send tobytes() of a uint8 array to /predict/raw, or a PNG of it here.",
            [0x1F, 0x8B, 8, ..] => "The bytes are compressed with gzip: name it in Content-Encoding, or send the picture as it is.",
            [(byte)'-', (byte)'-', ..] when start.IndexOf("ontent-"u8) > 0 =>
                "The body is a form in multipart/form-data, and its Content-Type does not say so.",
            [(byte)'{', ..] when ExplainFields(start) is { } reason => reason,
            _ when file.Length == DigitInput.PixelCount => "The 784 bytes are no picture; pixels, 28 rows of 28, go to /predict/raw.",
            _ => ExplainText(file) is { } reason ? $"The picture {reason}" : null,
        };
    }

    /// <summary>Which other path the fields of JSON belong to, as a sentence; null where that is not known.</summary>
    public static string? ExplainFields(ReadOnlySpan<byte> json)
    {
        ReadOnlySpan<byte> start = json[..Math.Min(json.Length, Looked)];
        return start.IndexOf("\"pixels\""u8) > 0 ? "The body holds pixels, which go to /predict/raw; here a picture is read."
            : start.IndexOf("\"images\""u8) > 0 ? "The body holds several pictures, which go to /predict/batch; here one is read."
            : null;
    }

    private static string? ExplainText(ReadOnlySpan<byte> text)
    {

        text = text.Trim(" \r\n\t\"'"u8);
        if (text.Length is 0 or > LongestAddress || !Ascii.IsValid(text))
        {
            return null;
        }

        string plain = Encoding.ASCII.GetString(text);
        return plain.Equals("data:,", StringComparison.OrdinalIgnoreCase) ? Canvas
            : IsWord(plain) ? Word
            : IsAddress(plain) ? Address
            : null;
    }

    /// <summary>The signature of a PNG, or of a JPEG with its first segment, as some text of each byte.</summary>
    private static bool IsPicturesBytes(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> start = text[..Math.Min(text.Length, 64)];
        return start.StartsWith("\u0089PNG"u8) || start.StartsWith("\uFFFDPNG"u8) || start.StartsWith("\u00FF\u00D8\u00FF"u8)
            || start.StartsWith("\\u0089PNG"u8) || start.StartsWith("\\u00ff\\u00d8"u8) || start.StartsWith("\\ufffdPNG"u8)
            || start.IndexOf("\\x89PNG"u8) is >= 0 and <= 3 || start.IndexOf("\\xff\\xd8\\xff"u8) is >= 0 and <= 3;
    }

    private static bool IsWord(string text) => Array.Exists(
        Words,
        word => word[0] == '[' ? text.StartsWith(word, StringComparison.Ordinal) : text.Equals(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsAddress(string text) =>
        text.AsSpan().IndexOfAny(Schemes) == 0
        || Array.Exists(Extensions, extension => text.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
        || (text.Length > 2 && char.IsAsciiLetter(text[0]) && text[1] == ':' && text[2] is '\\' or '/')
        || (text[0] == '/' && Array.Exists(Folders, folder => text.AsSpan(1).StartsWith(folder, StringComparison.Ordinal)));
}

using System.Text.Unicode;
using Digits.Core.Recognition;

namespace Digits.Core.Imaging;

/// <summary>
/// Tells a picture whose bytes went through software that took them for text: line ends were changed or dropped, bytes were put into UTF-8 or
/// UTF-16, or replaced where they were no characters.
/// </summary>
/// <remarks>
/// PNG's signature has a byte beyond ASCII, both kinds of line end and a control character to this end (ISO/IEC 15948, 12.12). Other formats
/// begin with what such software often leaves alone, but all of them have zero bytes in their headers, and none is valid UTF-8. Used only where a
/// picture could not be read. Thread-safe.
/// </remarks>
internal static class AlteredBytes
{
    /// <summary>What to tell whoever sent them.</summary>
    public const string Message =
        "The bytes are a picture's that were altered as text on the way: send them as binary, for example with curl's --data-binary.";

    /// <summary>How many bytes are looked at for a signature; fewer have no rule of what they hold.</summary>
    private const int Looked = 64;

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Whether the file is such a picture.</summary>
    /// <param name="file">A file that is no readable picture.</param>
    public static bool IsAltered(ReadOnlySpan<byte> file) =>
        ImageFormatSniffer.Sniff(file) != ImageFormat.Unknown
            ? file.Length >= Looked && (!file.Contains((byte)0) || Utf8.IsValid(file))
            : IsAlteredPng(file) || IsAlteredJpeg(file) || IsAlteredWebp(file) || IsUtf16(file);

    /// <summary>A refusal, which says so where the bytes were altered.</summary>
    /// <param name="error">Why the file was not read.</param>
    /// <param name="file">The file.</param>
    public static RecognitionError Explain(RecognitionError error, ReadOnlySpan<byte> file) =>
        error.Code is RecognitionErrorCode.UnsupportedImageFormat or RecognitionErrorCode.UnreadableImage && IsAltered(file)
            ? error with { Message = Message }
            : error;

    /// <summary>PNG's name is there, and before or after it is not what belongs there.</summary>
    private static bool IsAlteredPng(ReadOnlySpan<byte> file)
    {
        int name = file[..Math.Min(file.Length, Looked)].IndexOf("PNG"u8);
        ReadOnlySpan<byte> mark = name < 0 ? default : file[..name];
        return name >= 0 && (IsOneCharacter(mark, 0x89) || mark.SequenceEqual("\uFEFF\u0089"u8) || (mark.IsEmpty && file.StartsWith(Png[1..])));
    }

    /// <summary>Only JPEGs have these names at the start of their first segment.</summary>
    private static bool IsAlteredJpeg(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> start = file[..Math.Min(file.Length, Looked)];
        int name = Math.Max(start.IndexOf("JFIF"u8), start.IndexOf("Exif"u8));
        return name is >= 0 and <= 20 || start.StartsWith("\u00FF\u00D8\u00FF"u8) || start.StartsWith("\uFFFD\uFFFD\uFFFD\uFFFD"u8);
    }

    /// <summary>WebP's length stands between two names, and takes another number of bytes.</summary>
    private static bool IsAlteredWebp(ReadOnlySpan<byte> file) =>
        file.StartsWith("RIFF"u8) && file[..Math.Min(file.Length, Looked)].IndexOf("WEBPVP8"u8) is >= 0 and <= 20;

    /// <summary>The first characters of a picture, each in two bytes.</summary>
    private static bool IsUtf16(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> start = file[..Math.Min(file.Length, Looked)];
        return start.IndexOf("P\0N\0G\0"u8) is >= 0 and <= 4
            || start.IndexOf("G\0I\0F\08\0"u8) is >= 0 and <= 3
            || start.IndexOf("R\0I\0F\0F\0"u8) is >= 0 and <= 3
            || start.IndexOf((ReadOnlySpan<byte>)[0xFF, 0, 0xD8, 0, 0xFF, 0]) is 0 or 2;
    }

    /// <summary>Whether the bytes are what text software makes of one byte: itself, without its high bit, a question mark, or a character.</summary>
    private static bool IsOneCharacter(ReadOnlySpan<byte> text, byte value) =>
        text is [_] ? text[0] == value || text[0] == (value & 0x7F) || text[0] == '?'
        : text.SequenceEqual("\u0089"u8) || text.SequenceEqual("\uFFFD"u8) || text.SequenceEqual("\u2030"u8) || text.SequenceEqual("\u00C2\u0089"u8);
}

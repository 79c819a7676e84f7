using System.Text;

namespace Digits.Api.Contracts.Rereading;

/// <summary>Turns text in UTF-16 or UTF-32 into UTF-8, as PowerShell and .NET's encodings write it, with a byte order mark or without.</summary>
/// <remarks>
/// Without a mark the zero bytes among the first four tell (RFC 4627, 3): JSON, base64 and forms begin with two ASCII characters.
/// </remarks>
internal static class UnicodeText
{
    /// <summary>Recodes text in place.</summary>
    /// <param name="text">The text; unchanged where it is in neither encoding.</param>
    /// <returns>
    /// The text in UTF-8, without a mark. Empty where the text is damaged, or grows past what was read of it, as where it begins with much
    /// Chinese.
    /// </returns>
    public static Span<byte> ToUtf8(Span<byte> text) => text switch
    {
        [0xEF, 0xBB, 0xBF, ..] => text[3..],
        [0xFF, 0xFE, 0, 0, ..] => Recode(text, 4, 4, isBigEndian: false),
        [0, 0, 0xFE, 0xFF, ..] => Recode(text, 4, 4, isBigEndian: true),
        [0xFF, 0xFE, ..] => Recode(text, 2, 2, isBigEndian: false),
        [0xFE, 0xFF, ..] => Recode(text, 2, 2, isBigEndian: true),
        [not 0, 0, 0, 0, ..] => Recode(text, 0, 4, isBigEndian: false),
        [0, 0, 0, not 0, ..] => Recode(text, 0, 4, isBigEndian: true),
        [not 0, 0, not 0, 0, ..] => Recode(text, 0, 2, isBigEndian: false),
        [0, not 0, 0, not 0, ..] => Recode(text, 0, 2, isBigEndian: true),
        _ => text,
    };

    private static Span<byte> Recode(Span<byte> text, int start, int size, bool isBigEndian)
    {
        int count = 0;
        Span<byte> utf8 = stackalloc byte[4];
        for (int i = start; i + size <= text.Length;)
        {
            uint unit = Unit(text.Slice(i, size), isBigEndian);
            i += size;
            if (size == 2 && char.IsHighSurrogate((char)unit) && i + size <= text.Length)
            {
                uint low = Unit(text.Slice(i, size), isBigEndian);
                i += size;
                unit = char.IsLowSurrogate((char)low) ? (uint)char.ConvertToUtf32((char)unit, (char)low) : uint.MaxValue;
            }

            if (!Rune.IsValid(unit))
            {
                return [];
            }

            int length = new Rune(unit).EncodeToUtf8(utf8);
            if (count + length > i)
            {
                return [];
            }

            utf8[..length].CopyTo(text[count..]);
            count += length;
        }

        return text[..count];
    }

    private static uint Unit(ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        uint unit = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            unit = (unit << 8) | bytes[isBigEndian ? i : bytes.Length - 1 - i];
        }

        return unit;
    }
}

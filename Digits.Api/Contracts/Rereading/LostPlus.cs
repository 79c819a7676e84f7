namespace Digits.Api.Contracts.Rereading;

/// <summary>
/// Finds the spaces of base64 that were pluses. A form's decoding turns + into a space; where a gateway or a script decodes a form that nobody
/// had encoded, all of them are lost.
/// </summary>
/// <remarks>
/// A space can be a lost + only where no + or any of the URL-safe alphabet is left. A space is a line break where spaces stand after every so
/// many digits, as a shell joins lines; it is indentation at the start of every line.
/// </remarks>
internal static class LostPlus
{
    private const int Group = 4;

    /// <summary>Puts pluses where they were lost, in place.</summary>
    /// <param name="digits">Base64 without white space or padding at its ends.</param>
    /// <param name="padding">How many characters of padding stood behind it.</param>
    public static void Restore(Span<byte> digits, int padding)
    {
        if (digits.IndexOf((byte)' ') < 0 || digits.IndexOfAny("+-_"u8) >= 0)
        {
            return;
        }

        if (digits.IndexOfAny("\r\n\t"u8) < 0)
        {
            if (!IsJoinedOfLines(digits, padding))
            {
                digits.Replace((byte)' ', (byte)'+');
            }
        }
        else if (AreLinesEven(digits))
        {
            digits.Replace((byte)' ', (byte)'+');
        }
        else if (HasSpaceInALine(digits))
        {
            ReplaceInLines(digits, IsIndented(digits));
        }
    }

    /// <summary>Whether spaces stand after every so many digits and nowhere else.</summary>
    private static bool IsJoinedOfLines(ReadOnlySpan<byte> digits, int padding)
    {
        int width = digits.IndexOf((byte)' ');
        if (width is not (60 or 64 or 72 or 76))
        {
            return false;
        }

        int spaces = digits.Count((byte)' ');
        for (int i = width; i < digits.Length; i += width + 1)
        {
            spaces -= digits[i] == ' ' ? 1 : digits.Length;
        }

        // One space alone may be either; as a + it makes the groups whole.
        return spaces == 0 && (digits.Length > (2 * width) + 1 || (digits.Length + padding) % Group != 0);
    }

    /// <summary>Whether every line but the last holds the same number of whole groups, spaces counted.</summary>
    private static bool AreLinesEven(ReadOnlySpan<byte> text)
    {
        int width = -1;
        for (int end = text.IndexOf((byte)'\n'); end >= 0; end = text.IndexOf((byte)'\n'))
        {
            int length = text[..end].TrimEnd((byte)'\r').Length;
            if (length % Group != 0 || (width >= 0 && length != width))
            {
                return false;
            }

            width = length;
            text = text[(end + 1)..];
        }

        // Of two lines the second alone may be indented.
        return width > 0 && text.Length <= width && !text.StartsWith("  "u8);
    }

    private static bool HasSpaceInALine(ReadOnlySpan<byte> text)
    {
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i - 1] == ' ' && !IsSpace(text[i]))
            {
                ReadOnlySpan<byte> before = text[..i].TrimEnd((byte)' ');
                if (!before.IsEmpty && !IsSpace(before[^1]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsIndented(ReadOnlySpan<byte> text)
    {
        for (int i = text.IndexOf((byte)'\n'); i >= 0 && i + 1 < text.Length;)
        {
            if (text[i + 1] != ' ')
            {
                return false;
            }

            int next = text[(i + 1)..].IndexOf((byte)'\n');
            i = next < 0 ? -1 : i + 1 + next;
        }

        return true;
    }

    private static void ReplaceInLines(Span<byte> text, bool isIndented)
    {
        bool atStart = false;
        foreach (ref byte value in text)
        {
            atStart = value == '\n' || (atStart && value is (byte)' ' or (byte)'\t');
            if (value == ' ' && !(isIndented && atStart))
            {
                value = (byte)'+';
            }
        }
    }

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t';
}

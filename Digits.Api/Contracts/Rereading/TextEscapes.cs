using System.Buffers;
using System.Buffers.Text;

namespace Digits.Api.Contracts.Rereading;

/// <summary>
/// Undoes what software puts in the place of +, / and =: percent-encoding (%2B), references of HTML (&amp;#43;) and backslashes (\/, \n, \u002b),
/// also where it did so twice.
/// </summary>
internal static class TextEscapes
{
    private const int MostTimes = 3;
    private const int LongestReference = 8;

    private static readonly SearchValues<byte> Marks = SearchValues.Create("%&\\"u8);

    /// <summary>Undoes escapes in place, in time that grows with the text.</summary>
    /// <returns>The text, which starts where it started.</returns>
    public static Span<byte> Undo(Span<byte> text)
    {
        for (int times = 0; times < MostTimes && text.IndexOfAny(Marks) >= 0; times++)
        {
            int length = text.Length;
            text = UndoOnce(text);
            if (text.Length == length)
            {
                break;
            }
        }

        return text;
    }

    private static Span<byte> UndoOnce(Span<byte> text)
    {
        int count = 0;
        for (int i = 0; i < text.Length;)
        {
            int used = text[i] switch
            {
                (byte)'%' => Hex(text[(i + 1)..], 2, 1, out byte value) is > 0 and int length ? Put(text, ref count, value, length) : 0,
                (byte)'&' => Reference(text[i..], out byte value) is > 0 and int length ? Put(text, ref count, value, length) : 0,
                (byte)'\\' => Backslash(text[i..], out byte value) is > 0 and int length ? Put(text, ref count, value, length) : 0,
                _ => 0,
            };
            if (used == 0)
            {
                text[count++] = text[i];
                used = 1;
            }

            i += used;
        }

        return text[..count];
    }

    private static int Put(Span<byte> text, ref int count, byte value, int used)
    {
        text[count++] = value;
        return used;
    }

    /// <summary>Reads a number of so many hexadecimal digits.</summary>
    /// <returns>How long it is with the mark before it; 0 where it is none of 0 to 255.</returns>
    private static int Hex(ReadOnlySpan<byte> text, int digits, int mark, out byte value)
    {
        value = 0;
        if (text.Length < digits || !Utf8Parser.TryParse(text[..digits], out uint number, out int used, 'x') || used != digits || number > byte.MaxValue)
        {
            return 0;
        }

        value = (byte)number;
        return mark + digits;
    }

    private static int Reference(ReadOnlySpan<byte> text, out byte value)
    {
        value = 0;
        int end = text[..Math.Min(text.Length, LongestReference)].IndexOf((byte)';');
        if (end < 2)
        {
            return 0;
        }

        ReadOnlySpan<byte> name = text[1..end];
        if (name[0] == '#')
        {
            bool isHex = name.Length > 2 && name[1] is (byte)'x' or (byte)'X';
            ReadOnlySpan<byte> digits = name[(isHex ? 2 : 1)..];
            bool isNumber = Utf8Parser.TryParse(digits, out uint number, out int used, isHex ? 'x' : 'D')
                && used == digits.Length && number <= byte.MaxValue;
            value = (byte)number;
            return isNumber ? end + 1 : 0;
        }

        value = name switch
        {
            _ when name.SequenceEqual("plus"u8) => (byte)'+',
            _ when name.SequenceEqual("sol"u8) => (byte)'/',
            _ when name.SequenceEqual("equals"u8) => (byte)'=',
            _ when name.SequenceEqual("quot"u8) => (byte)'"',
            _ when name.SequenceEqual("amp"u8) => (byte)'&',
            _ => 0,
        };
        return value == 0 ? 0 : end + 1;
    }

    private static int Backslash(ReadOnlySpan<byte> text, out byte value)
    {
        value = 0;
        if (text.Length < 2)
        {
            return 0;
        }

        switch (text[1])
        {
            case (byte)'n' or (byte)'r' or (byte)'t':
                value = (byte)'\n';
                return 2;
            case (byte)'/' or (byte)'"' or (byte)'\'' or (byte)'\\':
                value = text[1];
                return 2;
            case (byte)'u':
                return Hex(text[2..], 4, 2, out value);
            case (byte)'x':
                return Hex(text[2..], 2, 2, out value);
            default:
                return 0;
        }
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts.Rereading;

/// <summary>
/// Reads 784 numbers from text: between commas, semicolons, spaces or line ends, in brackets or not, as CSV and printed lists have them; as the
/// values of a form; or as base64 or hexadecimal digits of 784 bytes.
/// </summary>
internal static class PixelNumbers
{
    /// <summary>One for each pixel, and a few others.</summary>
    private const int MostFields = DigitInput.PixelCount + 16;

    private static readonly SearchValues<byte> Separators = SearchValues.Create(" \t\r\n,;|[](){}\"'"u8);

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef"u8);

    /// <summary>Reads the numbers; null where there are not exactly 784, or something else is among them.</summary>
    public static PixelTensor? Read(ReadOnlySpan<byte> text)
    {
        Span<double> values = new double[DigitInput.PixelCount];
        return text.Contains((byte)'=') && TryReadForm(text, values) ? PixelTensor.Of(values)
            : TryReadList(text, values, out int count) && count == values.Length ? PixelTensor.Of(values)
            : TryReadBytes(text.Trim(" \t\r\n\"'"u8), values) ? PixelTensor.Of(values)
            : null;
    }

    private static bool TryReadList(ReadOnlySpan<byte> text, Span<double> values, out int count)
    {
        count = 0;
        for (int start = text.IndexOfAnyExcept(Separators); start >= 0; start = text.IndexOfAnyExcept(Separators))
        {
            text = text[start..];
            int length = text.IndexOfAny(Separators);
            ReadOnlySpan<byte> number = length < 0 ? text : text[..length];
            if (count == values.Length || !Utf8Parser.TryParse(number, out double value, out int used) || used != number.Length)
            {
                return false;
            }

            values[count++] = value;
            text = text[number.Length..];
        }

        return true;
    }

    /// <summary>One field with all of them, or a field for each: pixels[]=0&amp;pixels[]=7, pixels[0]=0&amp;pixels[1]=7.</summary>
    private static bool TryReadForm(ReadOnlySpan<byte> text, Span<double> values)
    {
        int count = 0;
        if (text.Count((byte)'&') > MostFields)
        {
            return false;
        }

        foreach (Range range in text.Split((byte)'&'))
        {
            ReadOnlySpan<byte> pair = text[range];
            byte[] field = pair[(pair.IndexOf((byte)'=') + 1)..].ToArray();
            field.AsSpan().Replace((byte)'+', (byte)' ');
            if (!TryReadList(FormText.Unescape(field), values[count..], out int read))
            {
                return false;
            }

            count += read;
        }

        return count == values.Length;
    }

    private static bool TryReadBytes(ReadOnlySpan<byte> text, Span<double> values)
    {
        Span<byte> bytes = text.ToArray();
        int length = 0;
        if (text.Length == 2 * values.Length && !text.ContainsAnyExcept(HexDigits))
        {
            bytes = Convert.FromHexString(Encoding.ASCII.GetString(text));
            length = bytes.Length;
        }
        else if (text.Length > 2 * values.Length || Base64Text.DecodeDigits(ref bytes, "pixels", out length) is not null)
        {
            return false;
        }

        for (int i = 0; length == values.Length && i < length; i++)
        {
            values[i] = bytes[i];
        }

        return length == values.Length;
    }
}

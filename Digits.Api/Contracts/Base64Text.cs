using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Digits.Api.Errors;

namespace Digits.Api.Contracts;

/// <summary>
/// Decodes base64 (RFC 4648) in place: plain or URL-safe alphabet, padded or not, broken over lines or not, bare or in a data URL
/// (RFC 2397).
/// </summary>
internal static class Base64Text
{
    private static readonly SearchValues<byte> ToCompact = SearchValues.Create("-_ \r\n\t"u8);

    /// <summary>Decodes text into the memory that holds it.</summary>
    /// <param name="text">The text as ASCII; overwritten.</param>
    /// <param name="name">What to call the text in a problem.</param>
    /// <param name="length">How many bytes the text now starts with.</param>
    /// <returns>The problem with the text, or null.</returns>
    public static Problem? Decode(Span<byte> text, string name, out int length)
    {
        length = 0;
        int start = text.Length - text.TrimStart(" \r\n\t"u8).Length;
        if (StartsWithIgnoreCase(text[start..], "data:"u8))
        {
            int comma = text.IndexOf((byte)',');
            if (comma < 0 || !EndsWithIgnoreCase(text[..comma].TrimEnd((byte)' '), ";base64"u8))
            {
                return Problem.InvalidBase64($"{name} is a data URL without ;base64, before its data.");
            }

            start = comma + 1;
        }

        Span<byte> digits = text[start..];
        int count = Compact(digits);
        if (count == 0)
        {
            return Problem.MissingField($"{name} is empty.");
        }

        if (count % 4 == 1)
        {
            return Problem.InvalidBase64($"{name} is not base64: {count} characters cannot be a whole number of bytes.");
        }

        // The padding at the end is off already; any other stands amid the digits.
        int whole = count / 4 * 4;
        int decoded = 0;
        if (digits[..count].Contains((byte)'=')
            || Base64.DecodeFromUtf8InPlace(digits[..whole], out decoded) != OperationStatus.Done
            || !TryDecodeRest(digits[whole..count], digits[decoded..], ref decoded))
        {
            return Problem.InvalidBase64(
                $"{name} is not base64: it holds characters from outside the alphabet, or breaks off amid a byte.");
        }

        digits[..decoded].CopyTo(text);
        length = decoded;
        return null;
    }

    /// <summary>Moves the digits together, without white space and padding, and turns the URL-safe alphabet into the plain one.</summary>
    private static int Compact(Span<byte> text)
    {
        int length = text.Length;
        while (length > 0 && text[length - 1] is (byte)'=' or (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t')
        {
            length--;
        }

        Span<byte> digits = text[..length];
        if (digits.IndexOfAny(ToCompact) < 0)
        {
            return length;
        }

        int count = 0;
        foreach (byte value in digits)
        {
            if (value is not ((byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t'))
            {
                digits[count++] = value switch { (byte)'-' => (byte)'+', (byte)'_' => (byte)'/', _ => value };
            }
        }

        return count;
    }

    /// <summary>Decodes the last two or three digits, for which the padding was cut off.</summary>
    private static bool TryDecodeRest(ReadOnlySpan<byte> rest, Span<byte> target, ref int decoded)
    {
        if (rest.IsEmpty)
        {
            return true;
        }

        Span<byte> padded = [(byte)'=', (byte)'=', (byte)'=', (byte)'='];
        rest.CopyTo(padded);
        if (Base64.DecodeFromUtf8InPlace(padded, out int written) != OperationStatus.Done)
        {
            return false;
        }

        padded[..written].CopyTo(target);
        decoded += written;
        return true;
    }

    private static bool StartsWithIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start) =>
        text.Length >= start.Length && Ascii.EqualsIgnoreCase(text[..start.Length], start);

    private static bool EndsWithIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end) =>
        text.Length >= end.Length && Ascii.EqualsIgnoreCase(text[^end.Length..], end);
}

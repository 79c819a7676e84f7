using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Digits.Api.Contracts.Rereading;
using Digits.Api.Errors;

namespace Digits.Api.Contracts;

/// <summary>
/// Decodes base64 (RFC 4648) in place: plain or URL-safe alphabet, padded or not, broken over lines or not, bare or in a data URL
/// (RFC 2397). Whatever else can only be one picture's base64 is left to <see cref="MangledBase64"/>.
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
        Span<byte> trimmed = text.TrimStart(" \r\n\t"u8);
        bool isDataUrl = IsDataUrl(trimmed);
        if (!isDataUrl && !MangledBase64.HasPlainStart(trimmed))
        {
            if (MangledBase64.Recognizes(trimmed))
            {
                return Mangled(text, trimmed, name, out length);
            }

            if (NotAPicture.Explain(trimmed) is { } reason)
            {
                length = 0;
                return Problem.InvalidBase64($"{name} {reason}");
            }
        }

        Problem? problem = DecodePlain(text, ref trimmed, isDataUrl, name, out length);
        return problem is null ? null
            : MangledBase64.Recognizes(trimmed) ? Mangled(text, trimmed, name, out length)
            : NotAPicture.Explain(trimmed) is { } other ? Problem.InvalidBase64($"{name} {other}")
            : problem;
    }

    /// <summary>Whether text begins like a data URL.</summary>
    public static bool IsDataUrl(ReadOnlySpan<byte> text) => text.Length >= 5 && Ascii.EqualsIgnoreCase(text[..5], "data:"u8);

    /// <summary>Decodes digits without anything before them, in place.</summary>
    /// <param name="digits">The text; where it cannot be decoded, it is left without white space, and else unchanged.</param>
    /// <param name="name">What to call the text in a problem.</param>
    /// <param name="decoded">How many bytes the digits now start with.</param>
    /// <returns>The problem with the digits, or null.</returns>
    public static Problem? DecodeDigits(ref Span<byte> digits, string name, out int decoded)
    {
        decoded = 0;
        int count = Compact(digits);
        digits = digits[..count];
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
        if (digits.Contains((byte)'=')
            || Base64.DecodeFromUtf8InPlace(digits[..whole], out decoded) != OperationStatus.Done
            || !TryDecodeRest(digits[whole..], digits[decoded..], ref decoded))
        {
            // Back to the digits that were decoded before the fault, for whoever reads the text another way.
            Base64.EncodeToUtf8InPlace(digits, decoded, out _);
            decoded = 0;
            return Problem.InvalidBase64(
                $"{name} is not base64: it holds characters from outside the alphabet, or breaks off amid a byte.");
        }

        return null;
    }

    /// <summary>Moves the digits together, without white space and padding, and turns the URL-safe alphabet into the plain one.</summary>
    public static int Compact(Span<byte> text)
    {
        // A space before the padding may be a lost plus.
        int length = text.TrimEnd(" \r\n\t"u8).Length;
        while (length > 0 && text[length - 1] is (byte)'=' or (byte)'\r' or (byte)'\n' or (byte)'\t')
        {
            length--;
        }

        Span<byte> digits = text[..length];
        if (digits.IndexOfAny(ToCompact) < 0)
        {
            return length;
        }

        LostPlus.Restore(digits.TrimStart(" \r\n\t"u8), text[length..].Count((byte)'='));
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

    private static Problem? DecodePlain(Span<byte> text, ref Span<byte> trimmed, bool isDataUrl, string name, out int length)
    {
        length = 0;
        Span<byte> digits = trimmed;
        if (isDataUrl)
        {
            int comma = trimmed.IndexOf((byte)',');
            if (comma < 0 || !EndsWithIgnoreCase(trimmed[..comma].TrimEnd((byte)' '), ";base64"u8))
            {
                return Problem.InvalidBase64($"{name} is a data URL without ;base64, before its data.");
            }

            digits = trimmed[(comma + 1)..];
        }

        Problem? problem = DecodeDigits(ref digits, name, out length);
        if (problem is null)
        {
            digits[..length].CopyTo(text);
        }
        else
        {
            trimmed = digits;
        }

        return problem;
    }

    private static Problem? Mangled(Span<byte> text, Span<byte> trimmed, string name, out int length)
    {
        Problem? problem = MangledBase64.Decode(trimmed, name, out length);
        trimmed[..length].CopyTo(text);
        return problem;
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

    private static bool EndsWithIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end) =>
        text.Length >= end.Length && Ascii.EqualsIgnoreCase(text[^end.Length..], end);
}

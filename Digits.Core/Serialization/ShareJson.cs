using System.Text.Json;

namespace Digits.Core.Serialization;

/// <summary>A probability as answers show it: 0.000004 and not 4E-06, six decimals at most, no trailing zeros.</summary>
/// <remarks>
/// Digit by digit: an answer has more than a dozen of these, and a general formatter takes longer for them than for the rest of it.
/// </remarks>
internal static class ShareJson
{
    private const int Decimals = 6;
    private const int One = 1_000_000;

    /// <summary>Writes a value of 0 to 1.</summary>
    public static void Write(Utf8JsonWriter json, float share)
    {
        int millionths = (int)Math.Round((double)share * One);
        if (millionths is <= 0 or >= One)
        {
            json.WriteNumberValue(millionths <= 0 ? 0 : 1);
            return;
        }

        Span<byte> text = stackalloc byte[2 + Decimals];
        (text[0], text[1]) = ((byte)'0', (byte)'.');
        int length = text.Length;
        for (int i = text.Length - 1; i > 1; i--)
        {
            (millionths, int digit) = Math.DivRem(millionths, 10);
            text[i] = (byte)('0' + digit);
            length = digit == 0 && length == i + 1 ? i : length;
        }

        json.WriteRawValue(text[..length], skipInputValidation: true);
    }
}

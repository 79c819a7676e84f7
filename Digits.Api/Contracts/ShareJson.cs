using System.Text.Json;
using System.Text.Json.Serialization;

namespace Digits.Api.Contracts;

/// <summary>
/// Writes 0.000004 and not 4E-06, and no trailing zeros. Digit by digit: an answer has more than a dozen of these, and a general
/// formatter takes longer for them than for the rest of the answer.
/// </summary>
internal sealed class ShareJson : JsonConverter<Share>
{
    private const int Decimals = 6;
    private const int One = 1_000_000;

    public override Share Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetSingle());

    public override void Write(Utf8JsonWriter writer, Share value, JsonSerializerOptions options)
    {
        int millionths = (int)Math.Round((double)value.Probability * One);
        if (millionths is <= 0 or >= One)
        {
            writer.WriteNumberValue(millionths <= 0 ? 0 : 1);
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

        writer.WriteRawValue(text[..length], skipInputValidation: true);
    }
}

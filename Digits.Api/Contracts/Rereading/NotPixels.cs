using System.Text.Json;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts.Rereading;

/// <summary>Says what a body is that came in the place of pixels.</summary>
internal static class NotPixels
{
    private const int Pixels = DigitInput.PixelCount;
    private const int Looked = 512;

    /// <summary>What the body is, as a sentence; null where that is not known.</summary>
    public static string? Explain(ReadOnlySpan<byte> body) => body switch
    {
        _ when DigitInput.IsPicture(body) => "The body is a picture; pictures go to /predict/image.",
        [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', ..] =>
            "The body is a numpy file: send tobytes() of a uint8 array of 784 values.",
        [0x1F, 0x8B, 8, ..] => "The body is compressed with gzip: name it in Content-Encoding, or send the pixels as they are.",
        [(byte)'-', (byte)'-', ..] when body[..Math.Min(body.Length, Looked)].IndexOf("ontent-"u8) > 0 =>
            "The body is a form in multipart/form-data, and its Content-Type does not say so.",
        _ => ExplainLength(body.Length) is { } reason && body.ContainsAnyInRange((byte)0, (byte)8) ? reason
            : HoldsNotANumber(body) ? "The body holds NaN or Infinity, which are no numbers of JSON; a pixel is one from 0 to 255."
            : HoldsPicture(body) ? "The body holds a picture; pictures go to /predict/base64."
            : null,
    };

    private static string? ExplainLength(int length) => length switch
    {
        Pixels + 1 => "There are 785 bytes; a digit has 784, without the label before them.",
        2 * Pixels => "There are 1568 bytes, two for each pixel; a digit has 784 bytes, 0 for paper to 255 for full ink.",
        3 * Pixels => "There are 2352 bytes, three for each pixel; a digit has 784 bytes of grey. Colours go to /predict/image, as a picture.",
        4 * Pixels => "There are 3136 bytes, four for each pixel, as float32 and RGBA have them; a digit has 784 bytes, 0 for paper to 255 for full ink.",
        8 * Pixels => "There are 6272 bytes, eight for each pixel, as float64 and int64 have them; a digit has 784 bytes, 0 for paper to 255 for full ink.",
        _ => null,
    };

    /// <summary>As Python writes them, outside a string, where JSON breaks.</summary>
    private static bool HoldsNotANumber(ReadOnlySpan<byte> body)
    {
        int place = body.IndexOf("NaN"u8) is >= 0 and int found ? found : body.IndexOf("Infinity"u8);
        return place > 0 && body[place - 1] is (byte)',' or (byte)'[' or (byte)' ' or (byte)'-' or (byte)':';
    }

    /// <summary>Whether JSON has a picture's base64 among its strings.</summary>
    private static bool HoldsPicture(ReadOnlySpan<byte> body)
    {
        if (body.TrimStart(" \r\n\t"u8) is not [(byte)'{' or (byte)'[' or (byte)'"', ..])
        {
            return MangledBase64.Recognizes(body);
        }

        var reader = new Utf8JsonReader(body, LooseJson.Options);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.String && MangledBase64.Recognizes(reader.ValueSpan))
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return false;
    }
}

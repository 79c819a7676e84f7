using Digits.Core.Recognition;

namespace Digits.Api.Contracts;

/// <summary>
/// Reads the body that nearly every client sends, {"pixels":[784 whole numbers]}, in one pass over its bytes. A general JSON reader takes
/// longer for the numbers than the network for the digit.
/// </summary>
/// <remarks>
/// It knows nothing of errors: on whatever else it gives up, and <see cref="PixelJson"/> reads the body from its start. What it does
/// accept, that reader accepts with the same pixels; tests hold the two together. Thread-safe.
/// </remarks>
internal static class PlainPixels
{
    private const int MostDigits = 3;

    /// <summary>Reads the whole body.</summary>
    /// <param name="body">The text.</param>
    /// <param name="pixels">Receives <see cref="DigitInput.PixelCount"/> values; holds anything when this method returns false.</param>
    /// <returns>False when the body is anything but plain.</returns>
    public static bool TryParse(ReadOnlySpan<byte> body, Span<byte> pixels)
    {
        int at = 0;
        if (!TryTake(body, ref at, (byte)'{') || !TryTakeName(body, ref at) || !TryTake(body, ref at, (byte)':') || !TryTake(body, ref at, (byte)'['))
        {
            return false;
        }

        for (int i = 0; i < DigitInput.PixelCount; i++)
        {
            if (!TryTakeLevel(body, ref at, out pixels[i]) || !TryTake(body, ref at, i + 1 < DigitInput.PixelCount ? (byte)',' : (byte)']'))
            {
                return false;
            }
        }

        if (!TryTake(body, ref at, (byte)'}'))
        {
            return false;
        }

        SkipSpace(body, ref at);
        return at == body.Length;
    }

    /// <summary>A number as JSON writes it, without sign, point or exponent, of at most 255.</summary>
    private static bool TryTakeLevel(ReadOnlySpan<byte> body, ref int at, out byte level)
    {
        SkipSpace(body, ref at);
        int start = at;
        int value = 0;
        while ((uint)at < (uint)body.Length && (uint)(body[at] - '0') <= 9 && at - start < MostDigits)
        {
            value = (value * 10) + (body[at] - '0');
            at++;
        }

        level = (byte)value;

        // A fourth digit is left for the comma's test to fail on. JSON has no leading zeros.
        int digits = at - start;
        return digits > 0 && value <= byte.MaxValue && (digits == 1 || body[start] != '0');
    }

    private static bool TryTakeName(ReadOnlySpan<byte> body, ref int at)
    {
        SkipSpace(body, ref at);
        if (!body[at..].StartsWith("\"pixels\""u8))
        {
            return false;
        }

        at += "\"pixels\""u8.Length;
        return true;
    }

    private static bool TryTake(ReadOnlySpan<byte> body, ref int at, byte wanted)
    {
        SkipSpace(body, ref at);
        if ((uint)at >= (uint)body.Length || body[at] != wanted)
        {
            return false;
        }

        at++;
        return true;
    }

    private static void SkipSpace(ReadOnlySpan<byte> body, ref int at)
    {
        while ((uint)at < (uint)body.Length && body[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }
    }
}

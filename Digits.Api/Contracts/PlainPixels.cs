using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts;

/// <summary>
/// Reads the bodies that nearly every client sends, {"pixels":[784 whole numbers]} and lists of such lists, in one pass over their bytes: a
/// general JSON reader takes four times as long.
/// </summary>
/// <remarks>
/// It knows nothing of errors: on whatever else it gives up, and <see cref="PixelJson"/> or <see cref="BatchBody"/> reads the body from its
/// start. What it does accept, they accept with the same pixels; tests hold them together. Thread-safe.
/// </remarks>
internal static class PlainPixels
{
    private const int MostDigits = 3;
    private const int FewZeros = 4;

    /// <summary>Reads the whole body of one digit, {"pixels":[...]}.</summary>
    /// <param name="body">The text.</param>
    /// <param name="pixels">Receives <see cref="DigitInput.PixelCount"/> values; holds anything when this method returns false.</param>
    /// <returns>False when the body is anything but plain.</returns>
    public static bool TryParse(ReadOnlySpan<byte> body, Span<byte> pixels)
    {
        int at = 0;
        return TryTakeStart(body, ref at) && TryTakeList(body, ref at, pixels) && TryTakeEnd(body, ref at);
    }

    /// <summary>Reads the whole body of a batch, {"pixels":[[...],...]}.</summary>
    /// <param name="body">The text.</param>
    /// <param name="most">How many digits are taken at most.</param>
    /// <param name="digits">The pixels of each digit, one at least.</param>
    /// <returns>False when the body is anything but plain, or holds more digits.</returns>
    public static bool TryParseBatch(ReadOnlySpan<byte> body, int most, [NotNullWhen(true)] out List<byte[]>? digits)
    {
        digits = null;
        int at = 0;
        if (!TryTakeStart(body, ref at) || !TryTake(body, ref at, (byte)'['))
        {
            return false;
        }

        digits = [];
        do
        {
            byte[] pixels = new byte[DigitInput.PixelCount];
            if (digits.Count == most || !TryTakeList(body, ref at, pixels))
            {
                return false;
            }

            digits.Add(pixels);
        }
        while (TryTake(body, ref at, (byte)','));

        return TryTake(body, ref at, (byte)']') && TryTakeEnd(body, ref at);
    }

    private static bool TryTakeStart(ReadOnlySpan<byte> body, ref int at) =>
        TryTake(body, ref at, (byte)'{') && TryTakeName(body, ref at) && TryTake(body, ref at, (byte)':');

    private static bool TryTakeEnd(ReadOnlySpan<byte> body, ref int at)
    {
        if (!TryTake(body, ref at, (byte)'}'))
        {
            return false;
        }

        SkipSpace(body, ref at);
        return at == body.Length;
    }

    private static bool TryTakeList(ReadOnlySpan<byte> body, ref int at, Span<byte> pixels)
    {
        if (!TryTake(body, ref at, (byte)'['))
        {
            return false;
        }

        int i = 0;
        while (i < DigitInput.PixelCount)
        {
            byte end = i + 1 < DigitInput.PixelCount ? (byte)',' : (byte)']';
            if (i + FewZeros < DigitInput.PixelCount && AreZeros(body, at))
            {
                pixels.Slice(i, FewZeros).Clear();
                i += FewZeros;
                at += sizeof(ulong);
            }
            else if (TryTakeTight(body, ref at, end, out pixels[i])
                || (TryTakeLevel(body, ref at, out pixels[i]) && TryTake(body, ref at, end)))
            {
                i++;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Most of a digit is paper: whether four zeros and their commas stand here.</summary>
    private static bool AreZeros(ReadOnlySpan<byte> body, int at) =>
        body.Length - at >= sizeof(ulong) && MemoryMarshal.Read<ulong>(body[at..]) == MemoryMarshal.Read<ulong>("0,0,0,0,"u8);

    /// <summary>A level with the comma or bracket right behind it, as programs write it.</summary>
    /// <returns>False, and nothing is taken, where anything else stands here.</returns>
    private static bool TryTakeTight(ReadOnlySpan<byte> body, ref int at, byte end, out byte level)
    {
        level = 0;
        if (body.Length - at <= MostDigits)
        {
            return false;
        }

        ReadOnlySpan<byte> text = body.Slice(at, MostDigits + 1);
        uint value = 0;
        for (int digits = 0; digits < text.Length; digits++)
        {
            if (text[digits] == end)
            {
                bool isLevel = digits > 0 && value <= byte.MaxValue;
                (level, at) = isLevel ? ((byte)value, at + digits + 1) : (level, at);
                return isLevel;
            }

            uint digit = (uint)(text[digits] - '0');
            if (digit > 9 || (digits > 0 && value == 0))
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        return false;
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

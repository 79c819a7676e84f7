using System.Buffers.Text;
using System.Text.Json;
using Digits.Api.Errors;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts;

/// <summary>Reads the pixels of one digit from JSON: 784 numbers, 28 rows of 28, or a string of numbers between commas.</summary>
internal static class PixelJson
{
    private const int Side = DigitInput.Side;
    private const int Count = DigitInput.PixelCount;

    /// <summary>Finds and reads the field pixels of a JSON body.</summary>
    /// <param name="body">The text.</param>
    /// <param name="pixels">Receives <see cref="Count"/> values.</param>
    public static Problem? ParseBody(ReadOnlySpan<byte> body, Span<byte> pixels) =>
        PlainPixels.TryParse(body, pixels) ? null : ParseAnyBody(body, pixels);

    /// <summary>Does the same for whatever JSON there is, and says what is wrong with it.</summary>
    public static Problem? ParseAnyBody(ReadOnlySpan<byte> body, Span<byte> pixels)
    {
        bool found = false;
        var reader = new Utf8JsonReader(body);
        try
        {
            if (body.IsEmpty || !JsonFields.TryStart(ref reader))
            {
                return Problem.MissingField("The body must be a JSON object with the field pixels.");
            }

            while (JsonFields.MoveToNext(ref reader, "pixels"u8, default, out _))
            {
                if (Parse(ref reader, pixels, "pixels") is { } problem)
                {
                    return problem;
                }

                found = true;
            }

            return found ? null : Problem.MissingField("The JSON object has no field pixels.");
        }
        catch (JsonException error)
        {
            return JsonFields.Malformed(error);
        }
    }

    /// <summary>Reads the value that the reader stands on, to its end, whatever is wrong with it.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static Problem? Parse(ref Utf8JsonReader reader, Span<byte> pixels, string name)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                return ParseArray(ref reader, pixels, name);
            case JsonTokenType.String:
                return reader.ValueIsEscaped ? ParseEscaped(ref reader, pixels, name) : ParseText(reader.ValueSpan, pixels, name);
            default:
                reader.Skip();
                return Problem.MissingField($"{name} must be a list of {Count} numbers.");
        }
    }

    private static Problem? ParseArray(ref Utf8JsonReader reader, Span<byte> pixels, string name)
    {
        Problem? problem = null;
        int count = 0;
        int rows = 0;
        int depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.Number:
                    int level = Level(ref reader);
                    if (level < 0)
                    {
                        problem ??= OutOfRange(name, count);
                    }
                    else if (count < pixels.Length)
                    {
                        pixels[count] = (byte)level;
                    }

                    count++;
                    break;
                case JsonTokenType.StartArray when reader.CurrentDepth == depth + 1:
                    if (count != rows * Side)
                    {
                        problem ??= LooseValues(name);
                    }

                    rows++;
                    break;
                case JsonTokenType.EndArray when reader.CurrentDepth == depth + 1:
                    if (count != rows * Side)
                    {
                        problem ??= WrongRow(name, rows);
                    }

                    break;
                default:
                    problem ??= OutOfRange(name, count);
                    reader.Skip();
                    count++;
                    break;
            }
        }

        // A few rows with loose values after them would pass for a whole digit by their count alone.
        problem ??= count == Count ? null : WrongCount(name, count);
        return problem ?? (rows is 0 or Side ? null : WrongRow(name, rows + 1));
    }

    private static Problem? ParseEscaped(ref Utf8JsonReader reader, Span<byte> pixels, string name)
    {
        byte[] text = new byte[reader.ValueSpan.Length];
        return JsonFields.TryUnescape(ref reader, text, out int length)
            ? ParseText(text.AsSpan(0, length), pixels, name)
            : OutOfRange(name, 0);
    }

    private static Problem? ParseText(ReadOnlySpan<byte> text, Span<byte> pixels, string name)
    {
        int count = 0;
        foreach (Range range in text.Split((byte)','))
        {
            ReadOnlySpan<byte> number = text[range].Trim(" \t\r\n"u8);
            if (!Utf8Parser.TryParse(number, out byte level, out int used) || used != number.Length)
            {
                return OutOfRange(name, count);
            }

            if (count < pixels.Length)
            {
                pixels[count] = level;
            }

            count++;
        }

        return count == Count ? null : WrongCount(name, count);
    }

    /// <summary>The number that the reader stands on, or -1 where it is not whole or not 0 to 255. Some clients write 7 as 7.0.</summary>
    private static int Level(ref Utf8JsonReader reader)
    {
        if (reader.TryGetByte(out byte level))
        {
            return level;
        }

        return reader.TryGetDouble(out double value) && value is >= 0 and <= 255 && Math.Floor(value) == value ? (int)value : -1;
    }

    private static Problem OutOfRange(string name, int index) =>
        Problem.PixelOutOfRange($"{name}[{index}] is not a whole number from 0 to 255 (0 is paper, 255 full ink).");

    private static Problem WrongCount(string name, int count) =>
        Problem.WrongPixelCount($"{name} has {count} values; a digit has {Count}, {Side} rows of {Side}.");

    private static Problem LooseValues(string name) =>
        Problem.WrongPixelCount($"{name} has values between its rows; it is either {Count} values or {Side} rows of {Side}.");

    private static Problem WrongRow(string name, int rows) =>
        Problem.WrongPixelCount($"{name} has a row, number {rows} from 1, that is not {Side} values long.");
}

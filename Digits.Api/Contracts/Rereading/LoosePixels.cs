using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Digits.Api.Errors;

namespace Digits.Api.Contracts.Rereading;

/// <summary>
/// Reads the pixels of a body that plain reading did not understand, or whose numbers go to 1: one digit under any name, in any shape of 784
/// numbers, in any text of them. There must be only one, or only one called pixels.
/// </summary>
internal static class LoosePixels
{
    /// <summary>Longer than 784 numbers in any text of them: a compressed body is small to send, and is not to be read three times.</summary>
    private const int LongestBody = 1 << 20;

    /// <summary>Shorter than any text of 784 numbers.</summary>
    private const int LeastText = 1000;

    /// <summary>How often a string may hold JSON in its turn.</summary>
    private const int MostDepth = 2;

    private static ReadOnlySpan<byte> Name => "pixels"u8;

    /// <summary>Reads one digit.</summary>
    /// <param name="body">The whole body; overwritten.</param>
    /// <param name="scale">What the numbers mean.</param>
    /// <param name="pixels">Receives 784 levels.</param>
    /// <param name="problem">What plain reading found wrong.</param>
    /// <param name="name">What to call the pixels in a problem.</param>
    /// <returns>Null where the pixels were read; else the problem, or a better one.</returns>
    public static Problem? Read(Span<byte> body, PixelScale scale, Span<byte> pixels, Problem problem, string name = "pixels")
    {
        // Asked before the body is overwritten.
        string? reason = NotPixels.Explain(body);
        PixelTensor? tensor = body.Length > LongestBody ? null : Find(body, scale);
        return tensor switch
        {
            { IsDigit: true } => tensor.Write(pixels, scale, name),
            _ when reason is not null => problem with { Detail = reason },
            { HasShape: true, Axes: > 1 } => Problem.WrongPixelCount(
                $"{name} has the shape {tensor.Shape}; a digit has 784 values or 28 rows of 28, and axes of length one may be more."),
            _ => problem,
        };
    }

    private static PixelTensor? Find(Span<byte> body, PixelScale scale)
    {
        Span<byte> text = UnicodeText.ToUtf8(body).Trim(" \r\n\t"u8);
        return text is [(byte)'{' or (byte)'[' or (byte)'"', ..] ? FindInJson(text, scale) : PixelNumbers.Read(text);
    }

    /// <summary>The digit in the text, or else what stands in the place of pixels; null where there is neither.</summary>
    private static PixelTensor? FindInJson(Span<byte> text, PixelScale scale)
    {
        try
        {
            return Find(text, scale, MostDepth);
        }
        catch (JsonException)
        {
            text = LooseJson.Mend(text);
        }

        try
        {
            return Find(text, scale, MostDepth);
        }
        catch (JsonException)
        {
            // A shell or cmd.exe took the quotes off: {pixels:[0,7]}.
            int colon = text.IndexOf((byte)':');
            return colon < 0 || text.Contains((byte)'"') ? null : PixelNumbers.Read(text[(colon + 1)..]);
        }
    }

    private static PixelTensor? Find(ReadOnlySpan<byte> json, PixelScale scale, int depth)
    {
        PixelTensor? only = null;
        PixelTensor? named = null;
        PixelTensor? other = null;
        int count = 0;
        int namedCount = 0;
        bool isNamed = false;
        var reader = new Utf8JsonReader(json, LooseJson.Options);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                isNamed = reader.ValueSpan.Length == Name.Length && Ascii.EqualsIgnoreCase(reader.ValueSpan, Name);
                continue;
            }

            PixelTensor? tensor = Take(ref reader, scale, depth);
            if (tensor is { IsDigit: true })
            {
                (only, count) = (tensor, count + 1);
                (named, namedCount) = isNamed ? (tensor, namedCount + 1) : (named, namedCount);
            }
            else if (tensor is not null && (isNamed || reader.CurrentDepth == 0))
            {
                other = tensor;
            }
        }

        return namedCount == 1 ? named : count == 1 ? only : count == 0 ? other : null;
    }

    /// <summary>The tensor that begins where the reader stands; null where none does, and then the reader stands there still.</summary>
    private static PixelTensor? Take(ref Utf8JsonReader reader, PixelScale scale, int depth)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray or JsonTokenType.StartObject when IsTensor(reader):
                return PixelTensor.Read(ref reader, takesBooleans: scale == PixelScale.Unit);
            case JsonTokenType.String when reader.ValueSpan.Length >= LeastText:
                byte[] text = new byte[reader.ValueSpan.Length];
                return !JsonFields.TryUnescape(ref reader, text, out int length) ? null
                    : (depth > 0 && text[0] is (byte)'{' or (byte)'[' ? FindInString(text.AsSpan(0, length), scale, depth - 1) : null)
                        ?? PixelNumbers.Read(text.AsSpan(0, length));
            default:
                return null;
        }
    }

    private static PixelTensor? FindInString(ReadOnlySpan<byte> json, PixelScale scale, int depth)
    {
        try
        {
            return Find(json, scale, depth);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the first thing in the list or object is a number or another list; objects and their names are looked through.</summary>
    private static bool IsTensor(Utf8JsonReader reader)
    {
        bool isObject = reader.TokenType == JsonTokenType.StartObject;
        return reader.Read() && reader.TokenType switch
        {
            JsonTokenType.PropertyName => isObject && reader.ValueSpan.SequenceEqual("0"u8),
            JsonTokenType.String => Utf8Parser.TryParse(reader.ValueSpan, out double _, out int used) && used == reader.ValueSpan.Length,
            JsonTokenType.StartObject or JsonTokenType.EndObject => false,
            _ => true,
        };
    }
}

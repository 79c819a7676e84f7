using System.Text.Json;
using Digits.Api.Contracts.Rereading;
using Digits.Api.Errors;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts;

/// <summary>The JSON body of /predict/batch: a list of base64 pictures or a list of pixels. An item's fault stays with the item.</summary>
internal static class BatchBody
{
    private const string Fields = "The body must be a JSON object with a list called images or one called pixels, not both.";

    /// <summary>Finds the items; pictures are decoded from base64 in the body's own memory.</summary>
    /// <param name="body">The body's memory, which the items keep referring to.</param>
    /// <param name="maxItems">How many items are taken at most.</param>
    /// <param name="scale">What the numbers of pixels mean.</param>
    public static Parsed<List<Parsed<RequestInput>>> Parse(Memory<byte> body, int maxItems, PixelScale scale = PixelScale.Byte)
    {
        if (scale == PixelScale.Byte && PlainPixels.TryParseBatch(body.Span, maxItems, out List<byte[]>? digits))
        {
            return digits.ConvertAll(pixels => RequestInput.FromPixels(null, pixels));
        }

        Parsed<List<Parsed<RequestInput>>> items = ParseAny(body, maxItems, scale);
        return items.TryGetValue(out List<Parsed<RequestInput>>? some, out Problem? problem) && some.Exists(item => item.Value is not null)
            ? items
            : LooseBatch.Read(body, maxItems, scale) ?? (problem is null ? items : problem);
    }

    /// <summary>Does the same for whatever JSON there is, and says what is wrong with it.</summary>
    public static Parsed<List<Parsed<RequestInput>>> ParseAny(Memory<byte> body, int maxItems, PixelScale scale = PixelScale.Byte)
    {
        List<Parsed<RequestInput>>? items = null;
        var reader = new Utf8JsonReader(body.Span);
        try
        {
            if (body.IsEmpty || !JsonFields.TryStart(ref reader))
            {
                return Problem.MissingField(Fields);
            }

            while (JsonFields.MoveToNext(ref reader, "images"u8, "pixels"u8, out bool isPixels))
            {
                if (reader.TokenType == JsonTokenType.Null)
                {
                    // As generated clients write the list that they were not given.
                    continue;
                }

                if (items is not null || reader.TokenType != JsonTokenType.StartArray)
                {
                    return Problem.MissingField(Fields);
                }

                items = [];
                if (!TryParseItems(ref reader, body, isPixels ? scale : null, items, maxItems))
                {
                    return Problem.BatchTooLarge(maxItems);
                }
            }
        }
        catch (JsonException error)
        {
            return JsonFields.Malformed(error);
        }

        return items switch
        {
            null => Problem.MissingField(Fields),
            [] => Problem.MissingField("The batch is empty."),
            _ => items,
        };
    }

    /// <summary>Reads the items of the list that the reader stands in, to its end.</summary>
    /// <param name="reader">Stands on the list's start.</param>
    /// <param name="body">The whole text.</param>
    /// <param name="scale">What the numbers of pixels mean; null where the items are pictures.</param>
    /// <param name="items">Receives them.</param>
    /// <param name="maxItems">How many there may be.</param>
    /// <returns>False where there are more.</returns>
    public static bool TryParseItems(
        ref Utf8JsonReader reader, Memory<byte> body, PixelScale? scale, List<Parsed<RequestInput>> items, int maxItems)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (items.Count == maxItems)
            {
                return false;
            }

            items.Add(scale is { } known ? ParsePixels(ref reader, body, known, items.Count) : ParsePicture(ref reader, body, items.Count));
        }

        return true;
    }

    private static Parsed<RequestInput> ParsePixels(ref Utf8JsonReader reader, Memory<byte> body, PixelScale scale, int index)
    {
        string name = $"pixels[{index}]";
        byte[] pixels = new byte[DigitInput.PixelCount];
        int start = checked((int)reader.TokenStartIndex);
        Problem? problem = PixelJson.Parse(ref reader, pixels, name);
        if (problem is not null || scale == PixelScale.Unit)
        {
            Span<byte> text = body.Span[start..checked((int)reader.BytesConsumed)];
            problem = LoosePixels.Read(text.ToArray(), scale, pixels, problem ?? Problem.MissingField($"{name} must be a list of {pixels.Length} numbers."), name);
        }

        return RequestInput.FromPixels(problem, pixels);
    }

    private static Parsed<RequestInput> ParsePicture(ref Utf8JsonReader reader, Memory<byte> body, int index)
    {
        Problem? problem = Base64Body.DecodeValue(ref reader, body.Span, $"images[{index}]", out Range bytes);
        return RequestInput.FromImage(problem, body[bytes]);
    }
}

using System.Text.Json;
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
    public static Parsed<List<Parsed<RequestInput>>> Parse(Memory<byte> body, int maxItems) =>
        PlainPixels.TryParseBatch(body.Span, maxItems, out List<byte[]>? digits)
            ? digits.ConvertAll(pixels => RequestInput.FromPixels(null, pixels))
            : ParseAny(body, maxItems);

    /// <summary>Does the same for whatever JSON there is, and says what is wrong with it.</summary>
    public static Parsed<List<Parsed<RequestInput>>> ParseAny(Memory<byte> body, int maxItems)
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
                if (!TryParseItems(ref reader, body, isPixels, items, maxItems))
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

    private static bool TryParseItems(
        ref Utf8JsonReader reader, Memory<byte> body, bool isPixels, List<Parsed<RequestInput>> items, int maxItems)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (items.Count == maxItems)
            {
                return false;
            }

            items.Add(isPixels ? ParsePixels(ref reader, items.Count) : ParsePicture(ref reader, body, items.Count));
        }

        return true;
    }

    private static Parsed<RequestInput> ParsePixels(ref Utf8JsonReader reader, int index)
    {
        byte[] pixels = new byte[DigitInput.PixelCount];
        Problem? problem = PixelJson.Parse(ref reader, pixels, $"pixels[{index}]");
        return RequestInput.FromPixels(problem, pixels);
    }

    private static Parsed<RequestInput> ParsePicture(ref Utf8JsonReader reader, Memory<byte> body, int index)
    {
        Problem? problem = Base64Body.DecodeValue(ref reader, body.Span, $"images[{index}]", out Range bytes);
        return RequestInput.FromImage(problem, body[bytes]);
    }
}

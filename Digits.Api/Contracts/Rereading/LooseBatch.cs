using System.Text.Json;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts.Rereading;

/// <summary>
/// Reads a batch whose list stands alone or under another name, is one digit instead of a list of them, or has an axis of length one around it.
/// </summary>
internal static class LooseBatch
{
    /// <summary>Looks for the one list of the body.</summary>
    /// <param name="body">The whole body; overwritten.</param>
    /// <param name="maxItems">How many items are taken at most.</param>
    /// <param name="scale">What the numbers of pixels mean.</param>
    /// <returns>The items, one of which at least can be read; null where there is no such list.</returns>
    public static Parsed<List<Parsed<RequestInput>>>? Read(Memory<byte> body, int maxItems, PixelScale scale)
    {
        Span<byte> text = UnicodeText.ToUtf8(body.Span).TrimStart(" \r\n\t"u8);
        if (text is not [(byte)'{' or (byte)'[', ..] || !body.Span.Overlaps(text, out int start))
        {
            return null;
        }

        Memory<byte> json = body.Slice(start, text.Length);
        bool found = TryRead(json, maxItems, scale, out List<Parsed<RequestInput>> items, out bool isJson)
            || (!isJson && TryRead(json[..LooseJson.Mend(json.Span).Length], maxItems, scale, out items, out _));
        return found ? items : (Parsed<List<Parsed<RequestInput>>>?)null;
    }

    /// <summary>Looks once. What is JSON already needs no mending and no second look.</summary>
    private static bool TryRead(Memory<byte> json, int maxItems, PixelScale scale, out List<Parsed<RequestInput>> items, out bool isJson)
    {
        items = [];
        isJson = true;
        var reader = new Utf8JsonReader(json.Span, LooseJson.Options);
        try
        {
            return MoveToList(ref reader) && TryReadList(reader, json, maxItems, scale, items) && items.Exists(item => item.Value is not null);
        }
        catch (JsonException)
        {
            isJson = false;
            return false;
        }
    }

    /// <summary>Moves to the only list of the top level; of several, to none.</summary>
    private static bool MoveToList(ref Utf8JsonReader reader)
    {
        _ = reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            return true;
        }

        Utf8JsonReader list = default;
        int count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            _ = reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray || IsPicture(reader))
            {
                list = reader;
                count++;
            }

            reader.Skip();
        }

        reader = list;
        return count == 1;
    }

    private static bool IsPicture(in Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && MangledBase64.Recognizes(reader.ValueSpan);

    private static bool TryReadList(Utf8JsonReader reader, Memory<byte> json, int maxItems, PixelScale scale, List<Parsed<RequestInput>> items)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            int start = checked((int)reader.TokenStartIndex);
            bool isFound = PictureText.TryRead(json.Span[start..checked((int)reader.BytesConsumed)], PictureText.MostDepth, out Range picture);
            items.Add(RequestInput.FromImage(null, isFound ? json[start..][picture] : Memory<byte>.Empty));
            return isFound;
        }

        Utf8JsonReader first = reader;
        _ = first.Read();
        if (first.TokenType is JsonTokenType.String or JsonTokenType.StartObject)
        {
            Utf8JsonReader pictures = reader;
            if (BatchBody.TryParseItems(ref pictures, json, null, items, maxItems) && items.Exists(item => item.Value is not null))
            {
                return true;
            }

            items.Clear();
            return BatchBody.TryParseItems(ref reader, json, scale, items, maxItems);
        }

        Utf8JsonReader whole = reader;
        PixelTensor tensor = PixelTensor.Read(ref whole, takesBooleans: scale == PixelScale.Unit, maxItems * DigitInput.PixelCount);
        if (tensor.IsDigit)
        {
            byte[] pixels = new byte[DigitInput.PixelCount];
            items.Add(RequestInput.FromPixels(tensor.Write(pixels, scale, "pixels"), pixels));
            return true;
        }

        return tensor.IsWrappedBatch
            ? BatchBody.TryParseItems(ref first, json, scale, items, maxItems)
            : BatchBody.TryParseItems(ref reader, json, scale, items, maxItems);
    }
}

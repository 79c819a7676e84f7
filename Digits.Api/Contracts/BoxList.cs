using System.Globalization;
using Digits.Api.Errors;
using Digits.Core.Recognition;
using Microsoft.Extensions.Primitives;

namespace Digits.Api.Contracts;

/// <summary>The boxes of a query: left, top, width and height in pixels with commas between, box after box with semicolons between.</summary>
internal static class BoxList
{
    private const int Numbers = 4;
    private const int MostDigits = 5;

    public static Parsed<List<CropBox>> Parse(StringValues text)
    {
        if (text is not [{ Length: > 0 } list])
        {
            return Wrong("boxes", PredictNumberQuery.Arrived(text));
        }

        var boxes = new List<CropBox>();
        Span<int> numbers = stackalloc int[Numbers];
        foreach (Range range in list.AsSpan().TrimEnd(';').Split(';'))
        {
            if (boxes.Count == NumberQuery.MostDigits)
            {
                return Problem.InvalidParameter($"boxes has more than {NumberQuery.MostDigits} boxes; send the picture once for each part of them.");
            }

            if (!TryParse(list.AsSpan()[range], numbers))
            {
                return Wrong($"Box {boxes.Count + 1} of boxes", $"it came as {range.GetOffsetAndLength(list.Length).Length} characters");
            }

            boxes.Add(new CropBox(numbers[0], numbers[1], numbers[2], numbers[3]));
        }

        return boxes;
    }

    private static Problem Wrong(string subject, string arrived) => Problem.InvalidParameter(
        $"{subject} must be left,top,width,height in whole pixels, width and height 1 or more, with ; between boxes, given once; {arrived}.");

    private static bool TryParse(ReadOnlySpan<char> box, Span<int> numbers)
    {
        int count = 0;
        foreach (Range range in box.Split(','))
        {
            ReadOnlySpan<char> number = box[range].Trim(' ');
            if (count == Numbers || number.Length > MostDigits
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out numbers[count]))
            {
                return false;
            }

            count++;
        }

        return count == Numbers && numbers[2] > 0 && numbers[3] > 0;
    }
}

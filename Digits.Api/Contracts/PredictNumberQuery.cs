using System.Globalization;
using Digits.Api.Errors;
using Digits.Core.Recognition;
using Microsoft.Extensions.Primitives;

namespace Digits.Api.Contracts;

/// <summary>The query of /predict/number.</summary>
/// <param name="Recognition">What is known of the number.</param>
/// <param name="Top">How many candidates to name for each place, 1..10.</param>
internal sealed record PredictNumberQuery(NumberQuery Recognition, int Top)
{
    private const int Most = NumberQuery.MostDigits;
    private const int MostShown = 9;

    public static Parsed<PredictNumberQuery> From(HttpRequest request)
    {
        if (!PredictQuery.From(request).TryGetValue(out PredictQuery? shared, out Problem? problem))
        {
            return problem;
        }

        var number = new NumberQuery(shared.Recognition.Model, shared.Recognition.Explain);
        return request.QueryString.HasValue ? From(request.Query, number, shared.Top) : new PredictNumberQuery(number, shared.Top);
    }

    private static Parsed<PredictNumberQuery> From(IQueryCollection query, NumberQuery number, int top)
    {
        if (query.TryGetValue("length", out StringValues text))
        {
            if (text is not [{ } length] || ParseLength(length) is not (int least, int greatest))
            {
                return Problem.InvalidParameter($"length must be a whole number from 1 to {Most}, or two of them as in 3-6, the lesser first, given once; {Arrived(text)}.");
            }

            number = number with { LeastLength = least, GreatestLength = greatest };
        }

        if (query.TryGetValue("cells", out text))
        {
            if (text is not [{ } cells] || !TryParseCount(cells, out int count))
            {
                return Problem.InvalidParameter($"cells must be a whole number from 1 to {Most}, the boxes side by side, given once; {Arrived(text)}.");
            }

            number = number with { Cells = count };
        }

        if (query.TryGetValue("boxes", out text))
        {
            if (number.Cells is not null)
            {
                return Problem.InvalidParameter("cells and boxes cannot be given both: boxes says how many there are.");
            }

            if (!BoxList.Parse(text).TryGetValue(out List<CropBox>? boxes, out Problem? problem))
            {
                return problem;
            }

            number = number with { Boxes = boxes };
        }

        if (query.TryGetValue("ignore", out text))
        {
            if (text is not ["marks"])
            {
                return Problem.InvalidParameter($"ignore must be marks (points, commas and dashes are left out), given once; {Arrived(text)}.");
            }

            number = number with { IgnoreMarks = true };
        }

        return new PredictNumberQuery(number, top);
    }

    /// <summary>What came, without repeating text that may be anything.</summary>
    public static string Arrived(StringValues text) =>
        text is not [{ } only] ? $"it came {text.Count} times"
        : only.Length == 0 ? "it came empty"
        : only.Length <= MostShown && only.All(character => character == '-' || char.IsAsciiDigit(character)) ? $"it came as {only}"
        : $"it came as {only.Length} other characters";

    private static (int Least, int Greatest)? ParseLength(string text)
    {
        int dash = text.IndexOf('-', StringComparison.Ordinal);
        return dash < 0
            ? TryParseCount(text, out int length) ? (length, length) : null
            : TryParseCount(text.AsSpan(0, dash), out int least) && TryParseCount(text.AsSpan(dash + 1), out int greatest) && least <= greatest
                ? (least, greatest)
                : null;
    }

    private static bool TryParseCount(ReadOnlySpan<char> text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && text.Length <= 2 && count is >= 1 and <= Most;
}

using System.Globalization;
using Digits.Api.Errors;
using Digits.Core.Recognition;
using Microsoft.Extensions.Primitives;

namespace Digits.Api.Contracts;

/// <summary>The query that all predictions share.</summary>
/// <param name="Recognition">Model and explanation.</param>
/// <param name="Top">How many candidates to name, 1..10.</param>
/// <param name="Scale">What the numbers of pixels mean.</param>
internal sealed record PredictQuery(RecognitionQuery Recognition, int Top, PixelScale Scale)
{
    private const int DefaultTop = 3;
    private const int MaxTop = 10;
    private const int MaxModelName = 64;

    private static readonly PredictQuery Default = new(new RecognitionQuery(null, false), DefaultTop, PixelScale.Byte);

    public static Parsed<PredictQuery> From(HttpRequest request) => request.QueryString.HasValue ? From(request.Query) : Default;

    private static Parsed<PredictQuery> From(IQueryCollection query)
    {
        int top = DefaultTop;
        if (query.TryGetValue("top", out StringValues text)
            && !(text is [{ Length: 1 or 2 }]
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out top)
                && top is >= 1 and <= MaxTop))
        {
            return Problem.InvalidParameter($"top must be a whole number from 1 to {MaxTop}, given once.");
        }

        bool explain = false;
        if (query.TryGetValue("explain", out text) && !(text is [{ Length: 4 or 5 }] && bool.TryParse(text, out explain)))
        {
            return Problem.InvalidParameter("explain must be true or false, given once.");
        }

        string? model = null;
        if (query.TryGetValue("model", out text))
        {
            if (text is not [{ Length: > 0 and <= MaxModelName }])
            {
                return Problem.InvalidParameter($"model must be a name of 1 to {MaxModelName} characters, given once.");
            }

            model = text;
        }

        PixelScale scale = PixelScale.Byte;
        if (query.TryGetValue("scale", out text))
        {
            if (text is not ["byte" or "unit"])
            {
                return Problem.InvalidParameter("scale must be byte (pixels of 0 to 255) or unit (of 0 to 1), given once.");
            }

            scale = text == "unit" ? PixelScale.Unit : PixelScale.Byte;
        }

        return new PredictQuery(new RecognitionQuery(model, explain), top, scale);
    }
}

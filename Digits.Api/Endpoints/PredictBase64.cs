using Digits.Api.Contracts;
using Digits.Api.Errors;
using Digits.Core.Recognition;
using Microsoft.Net.Http.Headers;

namespace Digits.Api.Endpoints;

/// <summary>POST /predict/base64: a picture as text, in JSON or in an HTML form.</summary>
internal static class PredictBase64
{
    private const string Accepted = $"{MediaTypes.Json} or {MediaTypes.Form}";

    public static async Task<IResult> HandleAsync(HttpContext context, DigitRecognizer recognizer)
    {
        if (!PredictQuery.From(context.Request.Query).TryGetValue(out PredictQuery? query, out Problem? problem))
        {
            return problem;
        }

        MediaTypeHeaderValue? type = context.Request.MediaType();
        if (!type.IsJson() && !type.Is(MediaTypes.Form))
        {
            return Problem.UnsupportedMediaType(Accepted);
        }

        if (!(await RequestBody.ReadAsync(context)).TryGetValue(out RequestBody? body, out problem))
        {
            return problem;
        }

        using (body)
        {
            Memory<byte> text = body.Text;
            problem = type.IsJson()
                ? Base64Body.ParseJson(text.Span, out Range picture)
                : Base64Body.ParseForm(text.Span, out picture);
            return problem
                ?? await SinglePrediction.AnswerAsync(context, recognizer, query, DigitInput.FromImage(text[picture]));
        }
    }
}

using Digits.Api.Contracts;
using Digits.Api.Errors;
using Digits.Core.Recognition;
using Microsoft.Net.Http.Headers;

namespace Digits.Api.Endpoints;

/// <summary>POST /predict/base64: a picture as text, in JSON or in an HTML form.</summary>
internal static class PredictBase64
{
    private const string Accepted = $"{MediaTypes.Json} or {MediaTypes.Form}";

    public static Task<IResult> HandleAsync(HttpContext context, DigitRecognizer recognizer) =>
        SinglePrediction.AnswerAsync(context, recognizer, ReadAsync);

    private static async Task<Parsed<RequestInput>> ReadAsync(HttpContext context)
    {
        MediaTypeHeaderValue? type = context.Request.MediaType();
        if (!type.IsJson() && !type.Is(MediaTypes.Form))
        {
            return Problem.UnsupportedMediaType(Accepted);
        }

        if (!(await RequestBody.ReadAsync(context)).TryGetValue(out RequestBody? body, out Problem? problem))
        {
            return problem;
        }

        problem = type.IsJson()
            ? Base64Body.ParseJson(body.Text.Span, out Range picture)
            : Base64Body.ParseForm(body.Text.Span, out picture);
        return RequestInput.FromImage(problem, body.Text[picture]);
    }
}

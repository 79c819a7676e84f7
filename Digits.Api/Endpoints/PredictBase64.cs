using Digits.Api.Contracts;
using Digits.Api.Errors;
using Microsoft.Net.Http.Headers;

namespace Digits.Api.Endpoints;

/// <summary>POST /predict/base64: a picture as text, in JSON or in an HTML form.</summary>
internal static class PredictBase64
{
    private const string Accepted = $"{MediaTypes.Json} or {MediaTypes.Form}";

    /// <summary>Reads the body.</summary>
    public static async ValueTask<Parsed<RequestInput>> ReadAsync(HttpContext context, RequestBodies bodies)
    {
        MediaTypeHeaderValue? type = context.Request.MediaType();
        if (!type.IsJson() && !type.Is(MediaTypes.Form))
        {
            return Problem.UnsupportedMediaType(Accepted);
        }

        if (!(await bodies.ReadAsync(context)).TryGetValue(out RequestBody? body, out Problem? problem))
        {
            return problem;
        }

        problem = type.IsJson()
            ? Base64Body.ParseJson(body.Text.Span, out Range picture)
            : Base64Body.ParseForm(body.Text.Span, out picture);
        return RequestInput.FromImage(problem, body.Text[picture]);
    }
}

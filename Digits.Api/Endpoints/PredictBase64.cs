using Digits.Api.Contracts;
using Digits.Api.Contracts.Rereading;
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
        if (type.Is(MediaTypes.Multipart))
        {
            return await PredictImage.ReadAsync(context, bodies);
        }

        if (!(await bodies.ReadAsync(context)).TryGetValue(out RequestBody? body, out Problem? problem))
        {
            return problem;
        }

        Range picture = default;
        problem = type.IsJson() ? Base64Body.ParseJson(body.Text.Span, out picture)
            : type.Is(MediaTypes.Form) ? Base64Body.ParseForm(body.Text.Span, out picture)
            : Problem.UnsupportedMediaType(Accepted);

        // Base64 that is none was the picture's, and has been read every way there is.
        if (problem is null || problem.Slug == Problem.InvalidBase64(string.Empty).Slug)
        {
            return RequestInput.FromImage(problem, body.Text[picture]);
        }

        string? reason = NotAPicture.ExplainFields(body.Bytes.Span);
        return RequestInput.FromText(reason is null ? problem : problem with { Detail = reason }, body.Bytes);
    }
}

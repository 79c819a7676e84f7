using Digits.Api.Contracts;
using Digits.Api.Errors;
using Digits.Core.Recognition;
using Microsoft.Net.Http.Headers;

namespace Digits.Api.Endpoints;

/// <summary>POST /predict/raw: 784 pixels in MNIST's convention, as JSON or as bytes.</summary>
internal static class PredictRaw
{
    private const string Accepted = $"{MediaTypes.Json} or {MediaTypes.Bytes}";

    /// <summary>Reads the body.</summary>
    public static async ValueTask<Parsed<RequestInput>> ReadAsync(HttpContext context, RequestBodies bodies)
    {
        MediaTypeHeaderValue? type = context.Request.MediaType();
        if (!type.IsJson() && !type.Is(MediaTypes.Bytes))
        {
            return Problem.UnsupportedMediaType(Accepted);
        }

        if (!(await bodies.ReadAsync(context)).TryGetValue(out RequestBody? body, out Problem? problem))
        {
            return problem;
        }

        if (body.Bytes.IsEmpty)
        {
            return Problem.MissingField("The body is empty.");
        }

        return type.IsJson() ? ParseJson(body) : RequestInput.FromPixels(null, body.Bytes);
    }

    /// <summary>Puts the pixels over the start of their own text, which is always longer.</summary>
    private static Parsed<RequestInput> ParseJson(RequestBody body)
    {
        Span<byte> pixels = stackalloc byte[DigitInput.PixelCount];
        if (PixelJson.ParseBody(body.Text.Span, pixels) is { } problem)
        {
            return problem;
        }

        pixels.CopyTo(body.Bytes.Span);
        return RequestInput.FromPixels(null, body.Bytes[..pixels.Length]);
    }
}

using Digits.Api.Contracts;
using Digits.Api.Contracts.Rereading;
using Digits.Api.Errors;
using Digits.Core.Recognition;
using Microsoft.Net.Http.Headers;

namespace Digits.Api.Endpoints;

/// <summary>POST /predict/raw: 784 pixels in MNIST's convention, as JSON or as bytes.</summary>
internal static class PredictRaw
{
    private const string Accepted = $"{MediaTypes.Json} or {MediaTypes.Bytes}";

    /// <summary>Reads the body.</summary>
    public static async ValueTask<Parsed<RequestInput>> ReadAsync(HttpContext context, RequestBodies bodies, PixelScale scale)
    {
        MediaTypeHeaderValue? type = context.Request.MediaType();
        Parsed<RequestBody> read = type.Is(MediaTypes.Multipart) ? await ReadPartAsync(context, bodies, type!) : await bodies.ReadAsync(context);
        if (!read.TryGetValue(out RequestBody? body, out Problem? problem))
        {
            return problem;
        }

        bool isBytes = type.Is(MediaTypes.Bytes) || type.Is(MediaTypes.Multipart);
        return body.Bytes.IsEmpty && (isBytes || type.IsJson()) ? Problem.MissingField("The body is empty.")
            : isBytes ? ParseBytes(body, scale)
            : ParseText(body, scale, type.IsJson());
    }

    /// <summary>A form's field of pixels, or a file of them.</summary>
    private static async ValueTask<Parsed<RequestBody>> ReadPartAsync(HttpContext context, RequestBodies bodies, MediaTypeHeaderValue type)
    {
        if (!MultipartFiles.Open(context, bodies, type).TryGetValue(out MultipartFiles? files, out Problem? problem))
        {
            return problem;
        }

        (FormPart part, problem) = await files.NextAsync(static (name, _) => name.Equals("pixels", StringComparison.OrdinalIgnoreCase), 0);
        return part.Body is { } body ? body : problem ?? Problem.UnsupportedMediaType(Accepted);
    }

    private static Parsed<RequestInput> ParseBytes(RequestBody body, PixelScale scale) =>
        body.Bytes.Length == DigitInput.PixelCount
            ? RequestInput.FromPixels(scale == PixelScale.Unit ? UnitBytes.Stretch(body.Bytes.Span) : null, body.Bytes)
            : ParseText(body, scale, isJson: false, isBytes: true);

    /// <summary>Puts the pixels over the start of their own text, which is always longer.</summary>
    private static Parsed<RequestInput> ParseText(RequestBody body, PixelScale scale, bool isJson, bool isBytes = false)
    {
        Span<byte> pixels = stackalloc byte[DigitInput.PixelCount];
        Problem? problem =
            isJson ? PixelJson.ParseBody(body.Text.Span, pixels)
            : isBytes ? Problem.WrongPixelCount($"There are {body.Bytes.Length} pixels; a digit has {DigitInput.PixelCount} ({DigitInput.Side} rows of {DigitInput.Side}).")
            : Problem.UnsupportedMediaType(Accepted);
        if (problem is not null || scale == PixelScale.Unit)
        {
            problem = LoosePixels.Read(body.Bytes.Span, scale, pixels, problem ?? Problem.MissingField("The JSON object has no field pixels."));
        }

        if (problem is not null)
        {
            return problem;
        }

        pixels.CopyTo(body.Bytes.Span);
        return RequestInput.FromPixels(null, body.Bytes[..pixels.Length]);
    }
}

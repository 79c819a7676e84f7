using Digits.Api.Contracts;
using Digits.Api.Errors;
using Microsoft.Net.Http.Headers;

namespace Digits.Api.Endpoints;

/// <summary>POST /predict/image: a picture as an uploaded file, or as the body itself.</summary>
internal static class PredictImage
{
    private const string Accepted = $"{MediaTypes.Multipart}, an image type or {MediaTypes.Bytes}";

    /// <summary>Reads the body.</summary>
    public static async ValueTask<Parsed<RequestInput>> ReadAsync(HttpContext context, RequestBodies bodies)
    {
        MediaTypeHeaderValue? type = context.Request.MediaType();
        Parsed<RequestBody> read = type switch
        {
            _ when type.Is(MediaTypes.Multipart) => await ReadFileAsync(context, bodies, type!),
            _ when type.IsImage() || type.Is(MediaTypes.Bytes) => await bodies.ReadAsync(context),
            _ => Problem.UnsupportedMediaType(Accepted),
        };
        if (!read.TryGetValue(out RequestBody? body, out Problem? problem))
        {
            return problem;
        }

        return RequestInput.FromImage(body.Bytes.IsEmpty ? Problem.MissingField("The picture has no bytes.") : null, body.Bytes);
    }

    private static async ValueTask<Parsed<RequestBody>> ReadFileAsync(HttpContext context, RequestBodies bodies, MediaTypeHeaderValue type)
    {
        if (!MultipartFiles.Open(context, bodies, type).TryGetValue(out MultipartFiles? files, out Problem? problem))
        {
            return problem;
        }

        (RequestBody? part, problem) = await files.NextAsync(static (name, _) => name is "image" or "file", 0);
        return part is not null ? part : problem ?? Problem.MissingField("The form has no part called image or file.");
    }
}

using Digits.Api.Contracts;
using Digits.Api.Errors;
using Microsoft.Net.Http.Headers;

namespace Digits.Api.Endpoints;

/// <summary>POST /predict/image: a picture as an uploaded file, or as the body itself.</summary>
internal static class PredictImage
{
    private const string Accepted = $"{MediaTypes.Multipart}, an image type or {MediaTypes.Bytes}";

    /// <summary>Reads the body.</summary>
    /// <param name="context">The request.</param>
    /// <param name="bodies">Reads bodies.</param>
    /// <param name="accepted">The media types that a path takes.</param>
    public static async ValueTask<Parsed<RequestInput>> ReadAsync(HttpContext context, RequestBodies bodies, string accepted = Accepted)
    {
        MediaTypeHeaderValue? type = context.Request.MediaType();
        Parsed<RequestBody> read = type.Is(MediaTypes.Multipart)
            ? await PictureParts.ReadAsync(context, bodies, type!)
            : await bodies.ReadAsync(context);
        if (!read.TryGetValue(out RequestBody? body, out Problem? problem))
        {
            return problem;
        }

        if (type.Is(MediaTypes.Multipart) || type.IsImage() || type.Is(MediaTypes.Bytes))
        {
            return RequestInput.FromImage(body.Bytes.IsEmpty ? Problem.MissingField("The picture has no bytes.") : null, body.Bytes);
        }

        return RequestInput.FromText(Problem.UnsupportedMediaType(accepted), body.Bytes);
    }
}

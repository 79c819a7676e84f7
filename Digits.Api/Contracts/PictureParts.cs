using Digits.Api.Errors;
using Digits.Core.Recognition;
using Microsoft.Net.Http.Headers;

namespace Digits.Api.Contracts;

/// <summary>Finds the one picture of a multipart/form-data body.</summary>
internal static class PictureParts
{
    /// <summary>
    /// Reads parts up to the first called image or file that begins like a picture. Browsers send an empty file input, too, and scripts append
    /// a text: a part without bytes counts for nothing, and any other stands behind a picture.
    /// </summary>
    public static async ValueTask<Parsed<RequestBody>> ReadAsync(HttpContext context, RequestBodies bodies, MediaTypeHeaderValue type)
    {
        if (!MultipartFiles.Open(context, bodies, type).TryGetValue(out MultipartFiles? files, out Problem? problem))
        {
            return problem;
        }

        RequestBody? picture = null;
        RequestBody? other = null;
        bool isEmpty = false;
        long total = 0;
        while (true)
        {
            (FormPart part, problem) = await files.NextAsync(static (name, _) => FormPart.IsPictureName(name), total);
            if (part.Body is null)
            {
                return problem ?? (picture ?? other ?? (Parsed<RequestBody>)Absent(isEmpty));
            }

            bool isPicture = DigitInput.IsPicture(part.Body.Bytes.Span);
            if (isPicture && part.IsNamedExactly)
            {
                return part.Body;
            }

            total += part.Body.Bytes.Length;
            isEmpty |= part.Body.Bytes.IsEmpty;
            picture ??= isPicture ? part.Body : null;
            other ??= part.Body.Bytes.IsEmpty ? null : part.Body;
        }
    }

    private static Problem Absent(bool isEmpty) =>
        Problem.MissingField(isEmpty ? "The picture has no bytes." : "The form has no part called image or file.");
}

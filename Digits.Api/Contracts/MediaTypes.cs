using Microsoft.Net.Http.Headers;

namespace Digits.Api.Contracts;

/// <summary>What kind of body a request says it has.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string Form = "application/x-www-form-urlencoded";
    public const string Multipart = "multipart/form-data";
    public const string Bytes = "application/octet-stream";

    private static readonly MediaTypeHeaderValue PlainJson = new(Json);

    public static bool IsJson(this MediaTypeHeaderValue? type) =>
        type is not null
        && (type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    public static bool Is(this MediaTypeHeaderValue? type, string mediaType) =>
        type is not null && type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase);

    public static bool IsImage(this MediaTypeHeaderValue? type) =>
        type is not null && type.Type.Equals("image", StringComparison.OrdinalIgnoreCase);

    /// <summary>The request's Content-Type, or null where it has none or none that can be read.</summary>
    public static MediaTypeHeaderValue? MediaType(this HttpRequest request) =>
        request.ContentType == Json ? PlainJson
        : MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) ? type : null;
}

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

    /// <summary>Whether the body is JSON whose bytes may be taken for UTF-8.</summary>
    public static bool IsJson(this MediaTypeHeaderValue? type) =>
        type is not null
        && (type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || IsLikeAscii(type.Charset.Value.Trim('"')));

    public static bool Is(this MediaTypeHeaderValue? type, string mediaType) =>
        type is not null && type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase);

    public static bool IsImage(this MediaTypeHeaderValue? type) =>
        type is not null && type.Type.Equals("image", StringComparison.OrdinalIgnoreCase);

    /// <summary>The request's Content-Type, or null where it has none or none that can be read.</summary>
    public static MediaTypeHeaderValue? MediaType(this HttpRequest request) =>
        request.ContentType == Json ? PlainJson
        : MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) ? type : null;

    /// <summary>
    /// Whether ASCII is the same in it. JSON is always UTF-8 and has no such parameter (RFC 8259, 8.1 and 11), but clients write their system's.
    /// </summary>
    private static bool IsLikeAscii(string charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase)
        || charset.Contains("ascii", StringComparison.OrdinalIgnoreCase)
        || charset.StartsWith("iso-8859-", StringComparison.OrdinalIgnoreCase)
        || charset.StartsWith("latin", StringComparison.OrdinalIgnoreCase)
        || charset.StartsWith("windows-125", StringComparison.OrdinalIgnoreCase)
        || charset.StartsWith("cp125", StringComparison.OrdinalIgnoreCase);
}

using System.Net.Http.Headers;
using System.Text;

namespace Digits.Tests.Support;

/// <summary>Bodies of requests.</summary>
internal static class Bodies
{
    public static ByteArrayContent Of(byte[] bytes, string? contentType)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return content;
    }

    public static ByteArrayContent Of(string text, string? contentType) => Of(Encoding.UTF8.GetBytes(text), contentType);

    public static ByteArrayContent Json(string text) => Of(text, "application/json");

    /// <summary>A JSON body with one picture.</summary>
    public static ByteArrayContent Image(byte[] picture) => Json($$"""{"image":"{{Convert.ToBase64String(picture)}}"}""");

    public static ByteArrayContent Form(string text) => Of(text, "application/x-www-form-urlencoded");

    public static ByteArrayContent Octets(byte[] bytes) => Of(bytes, "application/octet-stream");

    /// <summary>A seven in the form that an endpoint takes.</summary>
    public static ByteArrayContent SevenFor(string path) => path switch
    {
        "/predict/base64" => Image(Samples.Seven),
        "/predict/image" => Of(Samples.Seven, "image/png"),
        "/predict/raw" => Octets(Samples.SevenPixels),
        _ => Json($$"""{"pixels":[[{{Samples.SevenList}}]]}"""),
    };

    /// <summary>A form with one file in each part.</summary>
    public static MultipartFormDataContent Files(params (string Part, byte[] File)[] parts)
    {
        var form = new MultipartFormDataContent();
        foreach ((string part, byte[] file) in parts)
        {
            form.Add(new ByteArrayContent(file), part, "picture.png");
        }

        return form;
    }
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Digits.Api.Contracts;

/// <summary>Answers with JSON of known length, so that small answers leave in one piece instead of in chunks.</summary>
internal sealed class JsonAnswer<T>(T answer, JsonTypeInfo<T> type) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        WriteAsync(httpContext.Response, answer, type, MediaTypes.Json, httpContext.RequestAborted);

    /// <summary>Writes an answer; the status is to be set before.</summary>
    public static async Task WriteAsync(
        HttpResponse response, T answer, JsonTypeInfo<T> type, string contentType, CancellationToken cancellationToken)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(answer, type);
        response.ContentType = contentType;
        response.ContentLength = json.Length;
        await response.BodyWriter.WriteAsync(json, cancellationToken);
    }
}

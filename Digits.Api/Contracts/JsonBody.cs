using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Digits.Api.Contracts;

/// <summary>Answers with JSON of known length, so that small answers leave in one piece instead of in chunks.</summary>
/// <remarks>Thread-safe: each thread keeps a buffer of its own from one answer to the next.</remarks>
internal static class JsonBody
{
    /// <summary>What a rare long answer has taken is given back.</summary>
    private const int MostKept = 64 << 10;

    /// <summary>Leaves + and the like as they are: answers are JSON for programs, never pasted into a page's markup.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An answer is about one body, or about this moment: neither is anything to keep.</summary>
    private static readonly StringValues NoStore = "no-store";

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>Writes the answer to a request that went well.</summary>
    /// <inheritdoc cref="WriteAsync{T}(HttpResponse, T, Action{Utf8JsonWriter, T}, string, CancellationToken)"/>
    public static ValueTask<FlushResult> WriteAsync<T>(HttpContext context, T answer, Action<Utf8JsonWriter, T> write) =>
        WriteAsync(context.Response, answer, write, MediaTypes.Json, context.RequestAborted);

    /// <summary>Writes an answer; the status is to be set before.</summary>
    /// <param name="response">The response.</param>
    /// <param name="answer">What to answer.</param>
    /// <param name="write">Writes it as JSON.</param>
    /// <param name="contentType">The media type.</param>
    /// <param name="cancellationToken">Keeps the answer from being begun. Once begun it is written: what stands in the server's buffer cannot be taken back.</param>
    /// <exception cref="OperationCanceledException">Nothing was written.</exception>
    public static ValueTask<FlushResult> WriteAsync<T>(
        HttpResponse response, T answer, Action<Utf8JsonWriter, T> write, string contentType, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ReadOnlySpan<byte> json = Write(answer, write);
        response.ContentType = contentType;
        response.ContentLength = json.Length;
        response.Headers.CacheControl = NoStore;
        response.BodyWriter.Write(json);
        if (json.Length > MostKept)
        {
            (_buffer, _writer) = (null, null);
        }

        return response.BodyWriter.FlushAsync(CancellationToken.None);
    }

    private static ReadOnlySpan<byte> Write<T>(T answer, Action<Utf8JsonWriter, T> write)
    {
        _buffer ??= new ArrayBufferWriter<byte>();
        _buffer.ResetWrittenCount();
        _writer ??= new Utf8JsonWriter(_buffer, Options);
        _writer.Reset(_buffer);
        write(_writer, answer);
        _writer.Flush();
        return _buffer.WrittenSpan;
    }
}

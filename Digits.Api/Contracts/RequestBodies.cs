using System.IO.Pipelines;
using Digits.Api.Errors;
using Digits.Api.Hosting;
using Microsoft.Extensions.Options;

namespace Digits.Api.Contracts;

/// <summary>Reads the bodies of requests into memory, each up to its limit and all together up to theirs.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class RequestBodies(IOptions<ApiOptions> options, BodyMemory memory)
{
    /// <summary>How much of an announced length is believed: a client may announce much and send little.</summary>
    private const int MostTrusted = 16 << 10;

    private readonly int _limit = options.Value.MaxBodyBytes;

    /// <summary>
    /// Ends a read of the request's body when the request is aborted. A token given to the read itself would leave the server's reader in
    /// the middle of it, and the server could not drain the rest.
    /// </summary>
    public static CancellationTokenRegistration LetGoWhenAborted(HttpContext context) => context.RequestAborted.UnsafeRegister(
        static state => ((PipeReader)state!).CancelPendingRead(), context.Request.BodyReader);

    /// <summary>Reads a request's whole body, which lives as long as the request.</summary>
    public async ValueTask<Parsed<RequestBody>> ReadAsync(HttpContext context)
    {
        long? announced = context.Request.ContentLength;
        if (announced > _limit)
        {
            return Problem.BodyTooLarge(_limit);
        }

        if (context.Request.Headers.ContentEncoding.Count > 0)
        {
            return await ReadEncodedAsync(context);
        }

        PipeReader reader = context.Request.BodyReader;
        int expected = (int)Math.Min(announced ?? 0, MostTrusted);
        RequestBody body = NewBody(context);

        // Most bodies are here already, and need nobody to end their wait.
        if (reader.TryRead(out ReadResult read) && Take(reader, read, body, expected, 0, context) is { } whole)
        {
            return whole;
        }

        using (LetGoWhenAborted(context))
        {
            return await ReadAsync(reader, body, expected, 0, context);
        }
    }

    /// <summary>A request's body as it was before it was compressed, as a stream, with the same limit.</summary>
    /// <remarks>Whoever reads it calls <see cref="LetGoWhenAborted"/> and catches <see cref="UnreadableBodyException"/>.</remarks>
    public Parsed<Stream> Open(HttpContext context)
    {
        if (ContentCodings.Parse(context.Request.Headers.ContentEncoding, out ContentCoding coding) is { } problem)
        {
            return problem;
        }

        var body = new RequestStream(context.Request.BodyReader);
        if (coding == ContentCoding.Identity)
        {
            return body;
        }

        var inflating = new InflatingStream(body, coding, _limit, memory);
        context.Response.RegisterForDispose(inflating);
        return inflating;
    }

    /// <summary>Reads one part of a multipart body, which lives as long as the request.</summary>
    /// <param name="part">The part's content; whoever reads the parts calls <see cref="LetGoWhenAborted"/>.</param>
    /// <param name="before">How many bytes of the same body are held already; they count towards the limit.</param>
    /// <param name="context">The request.</param>
    public async ValueTask<Parsed<RequestBody>> ReadAsync(Stream part, long before, HttpContext context)
    {
        PipeReader reader = PipeReader.Create(part, new StreamPipeReaderOptions(leaveOpen: true));
        try
        {
            return await ReadAsync(reader, NewBody(context), 0, before, context);
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    private async ValueTask<Parsed<RequestBody>> ReadEncodedAsync(HttpContext context)
    {
        if (!Open(context).TryGetValue(out Stream? body, out Problem? problem))
        {
            return problem;
        }

        using CancellationTokenRegistration registration = LetGoWhenAborted(context);
        try
        {
            return await ReadAsync(body, 0, context);
        }
        catch (UnreadableBodyException error)
        {
            return error.Problem;
        }
    }

    private RequestBody NewBody(HttpContext context)
    {
        var body = new RequestBody(memory);
        context.Response.RegisterForDispose(body);
        return body;
    }

    private async ValueTask<Parsed<RequestBody>> ReadAsync(PipeReader reader, RequestBody body, int expected, long before, HttpContext context)
    {
        while (true)
        {
            ReadResult read = await reader.ReadAsync(CancellationToken.None);
            if (Take(reader, read, body, expected, before, context) is { } whole)
            {
                return whole;
            }
        }
    }

    /// <summary>Adds what was read to the body.</summary>
    /// <returns>The whole body, or the problem with it; null while there is more to come.</returns>
    private Parsed<RequestBody>? Take(
        PipeReader reader, in ReadResult read, RequestBody body, int expected, long before, HttpContext context)
    {
        if (read.IsCanceled)
        {
            reader.AdvanceTo(read.Buffer.Start);
            throw new OperationCanceledException(context.RequestAborted);
        }

        Problem? problem =
            read.Buffer.Length > _limit - before - body.Bytes.Length ? Problem.BodyTooLarge(_limit)
            : body.TryAppend(read.Buffer, expected) ? null
            : Problem.Overloaded;
        reader.AdvanceTo(read.Buffer.End);
        if (problem is not null)
        {
            return problem;
        }

        return read.IsCompleted ? (Parsed<RequestBody>?)body : null;
    }
}

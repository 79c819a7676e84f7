using System.Buffers;
using System.IO.Pipelines;
using Digits.Api.Errors;
using Digits.Api.Hosting;
using Microsoft.Extensions.Options;

namespace Digits.Api.Contracts;

/// <summary>Bytes of a request in rented memory that grows with what arrives, never past the limit.</summary>
/// <remarks>Not thread-safe. Dispose it when nothing refers to <see cref="Bytes"/> any more.</remarks>
internal sealed class RequestBody : IDisposable
{
    private const int FirstSize = 16 << 10;

    private byte[]? _rented;
    private int _length;

    private RequestBody(int size) => _rented = ArrayPool<byte>.Shared.Rent(size);

    /// <summary>What has arrived. Parsers may write into it.</summary>
    public Memory<byte> Bytes => _rented.AsMemory(0, _length);

    /// <summary>What has arrived, without the byte order mark that some clients put before JSON.</summary>
    public Memory<byte> Text => Bytes.Span.StartsWith("\uFEFF"u8) ? Bytes[3..] : Bytes;

    /// <summary>Reads a request's whole body.</summary>
    public static Task<Parsed<RequestBody>> ReadAsync(HttpContext context)
    {
        int limit = Limit(context);
        return context.Request.ContentLength > limit
            ? Task.FromResult<Parsed<RequestBody>>(Problem.BodyTooLarge(limit))
            : ReadAsync(context.Request.BodyReader, (int)(context.Request.ContentLength ?? FirstSize), limit, context.RequestAborted);
    }

    /// <summary>Reads one part of a multipart body.</summary>
    /// <param name="part">The part's content.</param>
    /// <param name="context">The request.</param>
    /// <param name="before">How many bytes of the same body are held already; they count towards the limit.</param>
    public static async Task<Parsed<RequestBody>> ReadAsync(Stream part, HttpContext context, long before)
    {
        PipeReader reader = PipeReader.Create(part, new StreamPipeReaderOptions(leaveOpen: true));
        try
        {
            return await ReadAsync(reader, FirstSize, Limit(context), context.RequestAborted, before);
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    public void Dispose()
    {
        if (_rented is { } rented)
        {
            _rented = null;
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static int Limit(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<ApiOptions>>().Value.MaxBodyBytes;

    private static async Task<Parsed<RequestBody>> ReadAsync(
        PipeReader reader, int expected, int limit, CancellationToken cancellationToken, long before = 0)
    {
        // A client may announce much and send little: memory follows what has come.
        var body = new RequestBody(Math.Clamp(expected, 1, 1 << 20));
        try
        {
            while (true)
            {
                ReadResult read = await reader.ReadAsync(cancellationToken);
                bool fits = read.Buffer.Length <= limit - before - body._length;
                if (fits)
                {
                    body.Append(read.Buffer);
                }

                reader.AdvanceTo(read.Buffer.End);
                if (!fits)
                {
                    body.Dispose();
                    return Problem.BodyTooLarge(limit);
                }

                if (read.IsCompleted)
                {
                    return body;
                }
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private void Append(ReadOnlySequence<byte> bytes)
    {
        int needed = checked(_length + (int)bytes.Length);
        if (needed > _rented!.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, checked((int)Math.Min(2L * _rented.Length, Array.MaxLength))));
            Bytes.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = larger;
        }

        bytes.CopyTo(_rented.AsSpan(_length));
        _length = needed;
    }
}

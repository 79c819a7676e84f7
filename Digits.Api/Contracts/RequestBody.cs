using System.Buffers;
using System.IO.Pipelines;
using System.Numerics;
using Digits.Api.Errors;
using Digits.Api.Hosting;
using Microsoft.Extensions.Options;

namespace Digits.Api.Contracts;

/// <summary>Bytes of a request in rented memory that grows with what arrives, never past the request's limit or that of all together.</summary>
/// <remarks>Not thread-safe. The request disposes of it at its end.</remarks>
internal sealed class RequestBody : IDisposable
{
    /// <summary>How much of an announced length is believed: a client may announce much and send little.</summary>
    private const int MostTrusted = 16 << 10;

    /// <summary>Larger memory is left to the collector: a pool would keep what one rush of large bodies has taken.</summary>
    private const int MostPooled = 1 << 20;

    private readonly BodyMemory _memory;
    private byte[]? _rented;
    private int _taken;
    private int _length;

    private RequestBody(BodyMemory memory) => _memory = memory;

    /// <summary>What has arrived. Parsers may write into it.</summary>
    public Memory<byte> Bytes => _rented.AsMemory(0, _length);

    /// <summary>What has arrived, without the byte order mark that some clients put before JSON.</summary>
    public Memory<byte> Text => Bytes.Span.StartsWith("\uFEFF"u8) ? Bytes[3..] : Bytes;

    /// <summary>Reads a request's whole body.</summary>
    public static async Task<Parsed<RequestBody>> ReadAsync(HttpContext context)
    {
        long? announced = context.Request.ContentLength;
        if (announced > Limit(context))
        {
            return Problem.BodyTooLarge(Limit(context));
        }

        using (LetGoWhenAborted(context))
        {
            return await ReadAsync(context.Request.BodyReader, (int)Math.Min(announced ?? 0, MostTrusted), 0, context);
        }
    }

    /// <summary>Reads one part of a multipart body.</summary>
    /// <param name="part">The part's content; whoever reads the parts calls <see cref="LetGoWhenAborted"/>.</param>
    /// <param name="before">How many bytes of the same body are held already; they count towards the limit.</param>
    /// <param name="context">The request.</param>
    public static async Task<Parsed<RequestBody>> ReadAsync(Stream part, long before, HttpContext context)
    {
        PipeReader reader = PipeReader.Create(part, new StreamPipeReaderOptions(leaveOpen: true));
        try
        {
            return await ReadAsync(reader, 0, before, context);
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    /// <summary>
    /// Ends a read of the request's body when the request is aborted. A token given to the read itself would leave the server's reader in
    /// the middle of it, and the server could not drain the rest.
    /// </summary>
    public static CancellationTokenRegistration LetGoWhenAborted(HttpContext context) => context.RequestAborted.UnsafeRegister(
        static state => ((PipeReader)state!).CancelPendingRead(), context.Request.BodyReader);

    public void Dispose()
    {
        _memory.Release(_taken);
        _taken = 0;
        _length = 0;
        GiveBack();
    }

    private static int Limit(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<ApiOptions>>().Value.MaxBodyBytes;

    private static async Task<Parsed<RequestBody>> ReadAsync(PipeReader reader, int expected, long before, HttpContext context)
    {
        int limit = Limit(context);
        var body = new RequestBody(context.RequestServices.GetRequiredService<BodyMemory>());
        context.Response.RegisterForDispose(body);
        while (true)
        {
            ReadResult read = await reader.ReadAsync(CancellationToken.None);
            if (read.IsCanceled)
            {
                reader.AdvanceTo(read.Buffer.Start);
                throw new OperationCanceledException(context.RequestAborted);
            }

            Problem? problem =
                read.Buffer.Length > limit - before - body._length ? Problem.BodyTooLarge(limit)
                : body.TryAppend(read.Buffer, expected) ? null
                : Problem.Overloaded;
            reader.AdvanceTo(read.Buffer.End);
            if (problem is not null)
            {
                return problem;
            }

            if (read.IsCompleted)
            {
                return body;
            }
        }
    }

    private bool TryAppend(ReadOnlySequence<byte> bytes, int expected)
    {
        int needed = checked(_length + (int)bytes.Length);
        if (needed > _taken && !TryGrow(Math.Max(needed, expected)))
        {
            return false;
        }

        bytes.CopyTo(_rented.AsSpan(_length));
        _length = needed;
        return true;
    }

    private bool TryGrow(int least)
    {
        int held = _taken;
        int size = (int)Math.Min(BitOperations.RoundUpToPowerOf2((uint)Math.Max(least, 2 * held)), (uint)Array.MaxLength);
        if (!_memory.TryTake(size - held))
        {
            return false;
        }

        byte[] larger = size <= MostPooled ? ArrayPool<byte>.Shared.Rent(size) : GC.AllocateUninitializedArray<byte>(size);
        Bytes.CopyTo(larger);
        GiveBack();
        _rented = larger;
        _taken = size;
        return true;
    }

    private void GiveBack()
    {
        if (_rented is { Length: <= MostPooled } pooled)
        {
            ArrayPool<byte>.Shared.Return(pooled);
        }

        _rented = null;
    }
}

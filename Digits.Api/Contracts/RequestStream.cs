using System.Buffers;
using System.IO.Pipelines;

namespace Digits.Api.Contracts;

/// <summary>
/// Reads a request's body as a stream. Unlike the server's own, it finishes a read that was told to let go, so that the server can drain
/// what the client still sends.
/// </summary>
internal sealed class RequestStream(PipeReader reader) : Stream
{
    private byte[]? _start;

    /// <summary>The first bytes of the body, up to 80 of those that came at once.</summary>
    public ReadOnlySpan<byte> Start => _start;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ReadResult read = await reader.ReadAsync(CancellationToken.None);
        if (read.IsCanceled)
        {
            reader.AdvanceTo(read.Buffer.Start);
            throw new OperationCanceledException("The request was aborted while its body was read.");
        }

        ReadOnlySequence<byte> part = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, buffer.Length));
        int length = (int)part.Length; // asked before the advance, which takes the memory under the sequence away
        part.CopyTo(buffer.Span);
        _start ??= buffer.Span[..Math.Min(length, 80)].ToArray();
        reader.AdvanceTo(part.End);
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

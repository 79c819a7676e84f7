using System.Buffers.Binary;
using Digits.Api.Errors;

namespace Digits.Api.Contracts;

/// <summary>Undoes the coding of a request's body while it is read, up to the body's limit.</summary>
/// <remarks>
/// The framework's streams take data that breaks off for data that ends. Here zlib, deflate and Brotli have broken off where they asked for
/// bytes after the last; gzip has where its last four bytes are not the length of what came out, modulo 2^32. So a gzip body has one member,
/// as HTTP clients write it. Not thread-safe.
/// </remarks>
/// <param name="body">The compressed bytes.</param>
/// <param name="coding">How they were compressed.</param>
/// <param name="limit">The most bytes that come out.</param>
internal sealed class InflatingStream(Stream body, ContentCoding coding, int limit) : Stream
{
    private readonly CompressedBytes _input = new(body);
    private Stream? _inflater;
    private long _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="UnreadableBodyException">The data is damaged, breaks off, or is too much.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await InflateAsync(buffer);
        _length += read;
        if (_length > limit)
        {
            throw new UnreadableBodyException(Problem.BodyTooLarge(limit));
        }

        return read > 0 || buffer.IsEmpty || IsWhole() ? read : throw Damaged(null);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inflater?.Dispose();
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> InflateAsync(Memory<byte> buffer)
    {
        try
        {
            _inflater ??= ContentCodings.Undo(coding, _input, coding == ContentCoding.Deflate && await _input.IsZlibAsync());
            return await _inflater.ReadAsync(buffer, CancellationToken.None);
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException)
        {
            throw Damaged(error);
        }
    }

    private bool IsWhole() =>
        coding == ContentCoding.Gzip
            ? _input.Length == 0 || BinaryPrimitives.ReadUInt32LittleEndian(_input.Last) == (uint)_length
            : _input.Length == 0 || !_input.IsAtEnd;

    private UnreadableBodyException Damaged(Exception? inner)
    {
        string name = coding == ContentCoding.Brotli ? "br" : coding.ToString().ToLowerInvariant();
        return new(Problem.MalformedRequest($"The body is not {name}, as its Content-Encoding says, or it is damaged or breaks off."), inner);
    }
}

using System.Buffers.Binary;
using Digits.Api.Errors;
using Microsoft.AspNetCore.Connections;

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
/// <param name="memory">What all bodies hold together: what the inflater keeps of this one counts.</param>
internal sealed class InflatingStream(Stream body, ContentCoding coding, int limit, BodyMemory memory) : Stream
{
    /// <summary>Tables and a window of deflate, with the buffers around them.</summary>
    private const int InflaterBytes = 64 << 10;

    /// <summary>Brotli's largest window: it keeps as much as came out, up to that (RFC 7932, 9.1).</summary>
    private const int MostWindow = 16 << 20;

    private readonly CompressedBytes _input = new(body);
    private Stream? _inflater;
    private long _length;
    private int _taken;

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
        TakeMemory();
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
            memory.Release(_taken);
            _taken = 0;
        }

        base.Dispose(disposing);
    }

    private void TakeMemory()
    {
        int held = InflaterBytes + (coding == ContentCoding.Brotli ? (int)Math.Min(_length, MostWindow) : 0);
        if (held <= _taken)
        {
            return;
        }

        // In steps that double, as its window grows.
        int more = Math.Max(held - _taken, _length > 0 ? _taken : 0);
        if (!memory.TryTake(more, _taken + more))
        {
            throw new UnreadableBodyException(Problem.Overloaded);
        }

        _taken += more;
    }

    private async ValueTask<int> InflateAsync(Memory<byte> buffer)
    {
        try
        {
            _inflater ??= ContentCodings.Undo(coding, _input, coding == ContentCoding.Deflate && await _input.IsZlibAsync());
            return await _inflater.ReadAsync(buffer, CancellationToken.None);
        }
        catch (Exception error) when (IsDamage(error))
        {
            throw Damaged(error);
        }
    }

    /// <summary>What .NET's inflaters throw, an IOException where the data ask for a dictionary; the server's own complaints are none.</summary>
    private static bool IsDamage(Exception error) =>
        error is InvalidDataException or InvalidOperationException
        || error is IOException and not (BadHttpRequestException or ConnectionResetException);

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

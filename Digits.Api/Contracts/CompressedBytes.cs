namespace Digits.Api.Contracts;

/// <summary>The compressed bytes of a body on their way to what inflates them; remembers how they began and ended.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class CompressedBytes(Stream body) : Stream
{
    private const int Kept = sizeof(uint);
    private const int ZlibHeader = 2;

    private readonly byte[] _last = new byte[Kept];
    private readonly byte[] _first = new byte[ZlibHeader];
    private Memory<byte> _ahead;

    /// <summary>The last four bytes that were read; zeros before them where there were fewer.</summary>
    public ReadOnlySpan<byte> Last => _last;

    /// <summary>Whether somebody asked for more than there was.</summary>
    public bool IsAtEnd { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    /// <summary>How many bytes were read.</summary>
    public override long Length => Position;

    /// <summary>The same.</summary>
    public override long Position { get; set; }

    /// <summary>Looks whether zlib's header comes first: method 8, and a check that makes it a multiple of 31 (RFC 1950, 2.2).</summary>
    public async ValueTask<bool> IsZlibAsync()
    {
        int length = await body.ReadAtLeastAsync(_first, ZlibHeader, throwOnEndOfStream: false);
        _ahead = _first.AsMemory(0, length);
        return length == ZlibHeader && (_first[0] & 0x0F) == 8 && ((_first[0] << 8) | _first[1]) % 31 == 0;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = Math.Min(_ahead.Length, buffer.Length);
        if (read > 0)
        {
            _ahead[..read].CopyTo(buffer);
            _ahead = _ahead[read..];
        }
        else
        {
            read = await body.ReadAsync(buffer, CancellationToken.None);
        }

        Remember(buffer.Span[..read]);
        IsAtEnd |= read == 0 && !buffer.IsEmpty;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Remember(ReadOnlySpan<byte> read)
    {
        Position += read.Length;
        ReadOnlySpan<byte> tail = read[^Math.Min(read.Length, Kept)..];
        _last.AsSpan(tail.Length).CopyTo(_last);
        tail.CopyTo(_last.AsSpan(Kept - tail.Length));
    }
}

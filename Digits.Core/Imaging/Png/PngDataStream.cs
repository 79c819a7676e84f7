namespace Digits.Core.Imaging.Png;

/// <summary>The bodies of a PNG's image data chunks, one after the other, as one stream to inflate.</summary>
/// <param name="file">The file.</param>
/// <param name="start">Where the first chunk of image data begins.</param>
/// <param name="stop">Ends the reading, by an <see cref="OperationCanceledException"/>.</param>
internal sealed class PngDataStream(ReadOnlyMemory<byte> file, int start, CancellationToken stop) : Stream
{
    /// <summary>
    /// How many bytes may go in for each that comes out, and how many more. Deflate makes nothing much larger, but a stream may be made of
    /// tables alone: inflating 16 MB of them took 0.6 s, for no pixel.
    /// </summary>
    private const int MostPerByte = 2;
    private const int MostMore = 1 << 20;

    private long _read;
    private int _next = start;
    private ReadOnlyMemory<byte> _rest;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The most bytes of image data that may go in for so many that come out: what is more was made to be work.</summary>
    public static long MostFor(long inflated) => (MostPerByte * inflated) + MostMore;

    /// <summary>How many bytes are known to have come out.</summary>
    public long Inflated { get; set; }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">Too much has gone in for what came out.</exception>
    public override int Read(Span<byte> buffer)
    {
        stop.ThrowIfCancellationRequested();
        int filled = 0;

        // As much as there is room for: an inflater that is fed byte by byte, out of a million chunks, takes a second for it.
        while (filled < buffer.Length && (!_rest.IsEmpty || TryBeginPart()))
        {
            int count = Math.Min(_rest.Length, buffer.Length - filled);
            _rest.Span[..count].CopyTo(buffer[filled..]);
            _rest = _rest[count..];
            filled += count;
        }

        _read += filled;
        return _read <= MostFor(Inflated) ? filled : throw new InvalidDataException("There is next to nothing in the image data.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    private bool TryBeginPart()
    {
        bool found = PngChunks.TryFindData(file.Span, ref _next, out Range part);
        _rest = found ? file[part] : default;
        return found;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

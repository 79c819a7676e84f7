using System.Buffers.Binary;

namespace Digits.Core.Imaging.Webp;

/// <summary>Walks chunks (RFC 9649, 2.3) from a place of a file to another.</summary>
/// <param name="file">The file.</param>
/// <param name="start">Where the first chunk begins.</param>
/// <param name="end">Where the last chunk ends, within the file.</param>
internal ref struct WebpChunks(ReadOnlySpan<byte> file, int start, int end)
{
    private readonly ReadOnlySpan<byte> _file = file;
    private readonly int _end = end;
    private int _at = start;

    /// <summary>The chunk that was found last.</summary>
    public WebpChunk Current { get; private set; }

    /// <summary>True once a chunk was met that ends beyond the end.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Goes to the next chunk that is whole.</summary>
    public bool MoveNext()
    {
        if (_end - _at < WebpChunk.FrontLength)
        {
            return false;
        }

        uint kind = BinaryPrimitives.ReadUInt32LittleEndian(_file[_at..]);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(_file[(_at + sizeof(uint))..]);
        if (length > _end - _at - WebpChunk.FrontLength)
        {
            IsBroken = true;
            return false;
        }

        Current = new WebpChunk(kind, _at + WebpChunk.FrontLength, _at + WebpChunk.FrontLength + (int)length);
        _at = Math.Min(_end, _at + Current.Length);
        return true;
    }
}

namespace Digits.Core.Imaging.Gif;

/// <summary>Reads the codes of a GIF frame, lowest bits first, out of blocks that are a length and so many bytes (GIF 89a, 22 and appendix F).</summary>
/// <param name="file">The file.</param>
/// <param name="start">Where the first block begins.</param>
internal ref struct GifCodes(ReadOnlySpan<byte> file, int start)
{
    private ReadOnlySpan<byte> _block = [];
    private ReadOnlySpan<byte> _rest = file[start..];
    private uint _bits;
    private int _count;

    /// <summary>Reads a code of some bits, 2 to 12.</summary>
    /// <returns>The code, or -1 where the data have ended.</returns>
    public int Read(int bits)
    {
        while (_count < bits)
        {
            if (_block.IsEmpty && !TryBeginBlock())
            {
                return -1;
            }

            _bits |= (uint)_block[0] << _count;
            _block = _block[1..];
            _count += 8;
        }

        int code = (int)(_bits & ((1u << bits) - 1));
        _bits >>= bits;
        _count -= bits;
        return code;
    }

    // A block of length 0 is the last; of one that breaks off, what is there is used.
    private bool TryBeginBlock()
    {
        if (_rest.IsEmpty || _rest[0] == 0)
        {
            return false;
        }

        int length = Math.Min(_rest[0], _rest.Length - 1);
        _block = _rest.Slice(1, length);
        _rest = _rest[(1 + length)..];
        return length > 0;
    }
}

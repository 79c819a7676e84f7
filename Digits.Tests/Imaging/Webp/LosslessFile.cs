namespace Digits.Tests.Imaging.Webp;

/// <summary>Writes lossless WebP files for tests that have many sets of codes, each of them the same: every pixel is clear black (RFC 9649, 3).</summary>
internal sealed class LosslessFile
{
    private readonly List<byte> _bytes = [];
    private ulong _held;
    private int _count;

    /// <summary>A square picture whose blocks of four by four pixels have so many sets of codes in turn.</summary>
    public static byte[] OfCodeSets(int side, int sets)
    {
        LosslessFile file = new();
        file.Put(0x2F, 8);
        file.Put(side - 1, 14);
        file.Put(side - 1, 14);

        // Opacity and version; no transform, no cache; a picture of the blocks, of four pixels each and without a cache.
        file.Put(0, 4);
        file.Put(0, 2);
        file.Put(1, 1);
        file.Put(0, 4);
        file.PutEvenCode(280);
        file.PutEvenCode(256);
        file.PutCodesOfOneSymbol(3);
        int blocks = (side + 3) / 4 * ((side + 3) / 4);
        for (int block = 0; block < blocks; block++)
        {
            int set = Math.Min(block, sets - 1);
            file.PutFirstHigh(set & 255);
            file.PutFirstHigh(set >> 8);
        }

        file.PutCodesOfOneSymbol(5 * sets);
        file.Put(0, 32);
        return WebpFile.Of(WebpFile.Chunk("VP8L"u8, [.. file._bytes]));
    }

    private void Put(int value, int bits)
    {
        _held |= (ulong)(uint)value << _count;
        for (_count += bits; _count >= 8; _count -= 8)
        {
            _bytes.Add((byte)_held);
            _held >>= 8;
        }
    }

    private void PutFirstHigh(int eightBits)
    {
        for (int bit = 7; bit >= 0; bit--)
        {
            Put(eightBits >> bit & 1, 1);
        }
    }

    // Simple, of one symbol, which is 0.
    private void PutCodesOfOneSymbol(int codes)
    {
        for (; codes > 0; codes--)
        {
            Put(1, 4);
        }
    }

    // Eight bits for each of the first 256 symbols: of the code for lengths, 0 and 8 have one bit each.
    private void PutEvenCode(int symbols)
    {
        Put(0, 1);
        Put(8, 4);
        foreach (int length in (ReadOnlySpan<int>)[17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8])
        {
            Put(length is 0 or 8 ? 1 : 0, 3);
        }

        Put(0, 1);
        for (int symbol = 0; symbol < symbols; symbol++)
        {
            Put(symbol < 256 ? 1 : 0, 1);
        }
    }
}

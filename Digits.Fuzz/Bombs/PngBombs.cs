using System.Buffers.Binary;
using System.IO.Compression;
using Digits.Fuzz.Mutators;

namespace Digits.Fuzz.Bombs;

/// <summary>PNGs (ISO/IEC 15948) that ask for much.</summary>
internal static class PngBombs
{
    private const int Grey = 0;
    private const int Rgba = 6;

    public static IEnumerable<Bomb> All =>
    [
        Bomb.Picture("PNG of 60000x60000 pixels", () => Of(60_000, 60_000, 8, Grey, 0, [Data(Filling.Zeros(100 << 20))])),
        Bomb.Picture("PNG of 8000x5000 pixels, RGBA of 16 bits", () => Of(8_000, 5_000, 16, Rgba, 0, [Data(Filling.Zeros(5_000L * ((8_000 * 8) + 1)))])),
        Bomb.Picture("PNG whose one-pixel data inflate to 400 MB", () => Of(28, 28, 8, Grey, 0, [Data(Filling.Zeros(400_000_000))])),
        Bomb.Picture("PNG, a million IDATs of one byte", () => Of(1_000, 1_000, 8, Grey, 0, OneByteEach(1_000 * 1_001))),
        Bomb.Picture("PNG, a million IDATs of one byte, interlaced", () => Of(1_000, 1_000, 8, Grey, 1, OneByteEach(1_002 * 1_000))),
        Bomb.Picture("PNG, a million empty IDATs", () => Of(28, 28, 8, Grey, 0, [.. Enumerable.Repeat(Data([]), 1_000_000), Data(Filling.Zeros(28 * 29))])),
        Bomb.Picture("PNG, a million unknown chunks", () => Of(28, 28, 8, Grey, 0, [.. Enumerable.Repeat(new PngChunk("abCd", []), 1_000_000), Data(Filling.Zeros(28 * 29))])),
        Bomb.Picture("PNG, 900,000 transparencies", () => Of(28, 28, 8, Grey, 0, [.. Enumerable.Repeat(new PngChunk("tRNS", [0, 1]), 900_000), Data(Filling.Zeros(28 * 29))])),
        Bomb.Picture("PNG, 200,000 orientations", () => Of(28, 28, 8, Grey, 0, [.. Enumerable.Repeat(new PngChunk("eXIf", Exif()), 200_000), Data(Filling.Zeros(28 * 29))])),
        Bomb.Picture("PNG, a text of 15 MB", () => Of(28, 28, 8, Grey, 0, [new PngChunk("tEXt", new byte[15 << 20]), Data(Filling.Zeros(28 * 29))])),
        Bomb.Picture("PNG, profile and texts of 400 MB", () => Of(28, 28, 8, Grey, 1, [new PngChunk("iCCP", [(byte)'a', 0, 0, .. Filling.Zeros(400_000_000)]), new PngChunk("zTXt", [(byte)'a', 0, 0, .. Filling.Zeros(400_000_000)]), Data(Filling.Zeros(2_000))])),
        Bomb.Picture("PNG, interlaced, 6 megapixels", () => Of(2_500, 2_400, 8, Rgba, 1, [Data(Filling.Zeros(2_500L * 2_400 * 4 * 2))])),
        Bomb.Picture("PNG of deflate's tables", () => Of(8_000, 5_000, 1, Grey, 0, [Data(Tables())])),
        Bomb.Picture("PNG of deflate's tables, interlaced", () => Of(2_400, 2_400, 1, Grey, 1, [Data(Tables())])),
    ];

    private static byte[] Of(uint width, uint height, byte depth, byte colour, byte interlace, IEnumerable<PngChunk> chunks)
    {
        byte[] header = [0, 0, 0, 0, 0, 0, 0, 0, depth, colour, 0, 0, interlace];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        return PngChunk.Write([new("IHDR", header), .. chunks, new("IEND", [])]);
    }

    private static PngChunk Data(byte[] packed) => new("IDAT", packed);

    /// <summary>Rows of no filter and of noise, not compressed, each byte in a chunk.</summary>
    private static IEnumerable<PngChunk> OneByteEach(int length)
    {
        byte[] rows = Filling.Noise(length);
        for (int at = 0; at < rows.Length; at++)
        {
            rows[at] = (byte)(rows[at] & 1);
        }

        return Packing.Zlib(rows, CompressionLevel.NoCompression).Select(value => Data([value]));
    }

    // Big-endian, one directory at 8 with one entry, the orientation.
    private static byte[] Exif() => [.. "MM\0*\0\0\0\x08"u8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];

    /// <summary>Blocks of deflate (RFC 1951, 3.2.7) that define codes of their own for nothing but their end: the most work for the fewest bits.</summary>
    private static byte[] Tables()
    {
        // HLIT 257, HDIST 1, HCLEN 18: code lengths 18 and 1 have one bit each; 138 and 118 zeros, then 256 and the distance have one bit; then the end.
        List<int> block = [0, 0, 1];
        Add(block, 0, 5);
        Add(block, 0, 5);
        Add(block, 14, 4);
        int[] order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1];
        foreach (int symbol in order)
        {
            Add(block, symbol is 18 or 1 ? 1 : 0, 3);
        }

        block.Add(1);
        Add(block, 127, 7);
        block.Add(1);
        Add(block, 107, 7);
        block.Add(0);
        block.Add(0);
        block.Add(0);

        // Eight blocks end at a byte's end, whatever their length.
        byte[] bytes = new byte[block.Count];
        for (int bit = 0; bit < 8 * block.Count; bit++)
        {
            bytes[bit / 8] |= (byte)(block[bit % block.Count] << (bit % 8));
        }

        return Filling.Bytes([0x78, 0x01], bytes, []);
    }

    private static void Add(List<int> bits, int value, int count)
    {
        for (int i = 0; i < count; i++)
        {
            bits.Add((value >> i) & 1);
        }
    }
}

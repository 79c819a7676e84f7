using System.Buffers.Binary;

namespace Digits.Tests.Imaging.Jpeg;

/// <summary>Writes JPEG files for tests (ITU-T T.81): those that no encoder writes.</summary>
internal static class JpegFile
{
    private const byte StartOfScan = 0xDA;

    /// <summary>A grey progressive picture of one level: a scan of DC, and so many scans of AC that say of every block that nothing is new.</summary>
    public static byte[] Progressive(int width, int height, int bandScans)
    {
        int blocks = (width + 7) / 8 * ((height + 7) / 8);
        byte[] band = [.. Scan(1, 63, 0, 0), .. EndsOfBand(blocks)];
        return
        [
            0xFF, 0xD8,
            .. Quantization(),
            .. Frame(0xC2, width, height),
            .. Huffman(0, [1], [0]),
            .. Huffman(1, [1, 1], [0xE0, 0x00]),
            .. Scan(0, 0, 0, 0), .. new byte[(blocks + 7) / 8],
            .. Enumerable.Repeat(band, bandScans).SelectMany(bytes => bytes),
            0xFF, 0xD9,
        ];
    }

    /// <summary>The file with bytes put in after the start-of-image marker.</summary>
    public static byte[] AtStart(byte[] file, ReadOnlySpan<byte> bytes) => [.. file.AsSpan(0, 2), .. bytes, .. file.AsSpan(2)];

    /// <summary>The file with bytes put in before the first scan.</summary>
    public static byte[] BeforeScan(byte[] file, ReadOnlySpan<byte> bytes)
    {
        int scan = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, StartOfScan]);
        return [.. file.AsSpan(0, scan), .. bytes, .. file.AsSpan(scan)];
    }

    /// <summary>A segment.</summary>
    public static byte[] Segment(byte marker, ReadOnlySpan<byte> payload)
    {
        byte[] segment = [0xFF, marker, 0, 0, .. payload];
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(payload.Length + 2));
        return segment;
    }

    /// <summary>A frame header of one component and eight bits a sample.</summary>
    public static byte[] Frame(byte marker, int width, int height, byte precision = 8) =>
        Segment(marker, [precision, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]);

    /// <summary>A quantization table of ones.</summary>
    public static byte[] Quantization() => Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]);

    /// <summary>A Huffman table: how many codes there are of 1, 2 ... bits, and their values.</summary>
    public static byte[] Huffman(int kind, byte[] counts, byte[] values) =>
        Segment(0xC4, [(byte)(kind << 4), .. counts, .. new byte[16 - counts.Length], .. values]);

    /// <summary>A scan header of the one component.</summary>
    public static byte[] Scan(int first, int last, int high, int low) =>
        Segment(StartOfScan, [1, 1, 0, (byte)first, (byte)last, (byte)((high << 4) | low)]);

    // 0 and 14 bits end the band of 16,384 blocks and so many more; 10 ends that of one.
    private static byte[] EndsOfBand(int blocks)
    {
        List<bool> bits = [];
        for (; blocks >= 16_384; blocks -= Math.Min(blocks, 32_767))
        {
            int more = Math.Min(blocks, 32_767) - 16_384;
            bits.Add(false);
            bits.AddRange(Enumerable.Range(0, 14).Select(bit => (more >> (13 - bit) & 1) != 0));
        }

        bits.AddRange(Enumerable.Repeat<bool[]>([true, false], blocks).SelectMany(pair => pair));
        bits.AddRange(Enumerable.Repeat(true, (8 - (bits.Count % 8)) % 8));
        return [.. bits.Chunk(8).Select(eight => (byte)eight.Aggregate(0, (value, bit) => (value << 1) | (bit ? 1 : 0))).SelectMany(Stuffed)];
    }

    private static byte[] Stuffed(byte value) => value == 0xFF ? [0xFF, 0] : [value];
}

using Digits.Fuzz.Mutators;

namespace Digits.Fuzz.Bombs;

/// <summary>JPEGs (ITU-T T.81) that ask for much.</summary>
internal static class JpegBombs
{
    private const byte Baseline = 0xC0;
    private const byte Progressive = 0xC2;

    public static IEnumerable<Bomb> All =>
    [
        Bomb.Picture("JPEG of 65535x65535 pixels, no data", () => Of(Baseline, 65_535, 65_535, [.. Scan(0, 63), 0])),
        Bomb.Picture("JPEG of 8000x8000 pixels, a million restarts", () => Of(Baseline, 8_000, 8_000, [.. Restart, .. Scan(0, 63), .. Units(1_000_000)])),
        Bomb.Picture("JPEG of 2040x2040 pixels, 65,025 restarts", () => Of(Baseline, 2_040, 2_040, [.. Restart, .. Scan(0, 63), .. Units(255 * 255)])),
        Bomb.Picture("JPEG, 8 million restarts", () => Filling.Bytes(Of(Baseline, 28, 28, Scan(0, 63)).AsSpan()[..^2], [0xFF, 0xD0], [0xFF, 0xD9])),
        Bomb.Picture("JPEG, 3 million comments", () => Filling.Bytes([0xFF, 0xD8], [0xFF, 0xFE, 0, 2], Of(Baseline, 28, 28, [.. Scan(0, 63), 0, 0]).AsSpan(2))),
        Bomb.Picture("JPEG, 200,000 tables", () => Filling.Bytes([0xFF, 0xD8], Quantization, Of(Baseline, 28, 28, [.. Scan(0, 63), 0, 0]).AsSpan(2))),
        Bomb.Picture("JPEG, 1.6 million scans", () => Filling.Bytes(Of(Progressive, 28, 28, []).AsSpan()[..^2], [.. Scan(0, 0), 0, 0], [0xFF, 0xD9])),
        Bomb.Picture("JPEG of 3900x3900 pixels, 64 scans of nothing new", () => Of(Progressive, 3_900, 3_900, [.. Scan(0, 0), .. new byte[(488 * 488 / 8) + 1], .. Enumerable.Repeat((byte[])[.. Scan(1, 63), .. EndsOfBand(488 * 488)], 63).SelectMany(bytes => bytes)])),
        Bomb.Picture("JPEG of 28x28 pixels, 16 MB of data", () => Filling.Bytes(Of(Baseline, 28, 28, Scan(0, 63)).AsSpan()[..^2], [0x55], [0xFF, 0xD9])),
        Bomb.Picture("JPEG, 16 MB of fill bytes", () => Filling.Bytes([0xFF, 0xD8], [0xFF], Of(Baseline, 28, 28, [.. Scan(0, 63), 0, 0]).AsSpan(2))),
        Bomb.Picture("JPEG of 6000x6000 pixels, 16 MB of noise", () => Filling.Bytes([.. Of(Baseline, 6_000, 6_000, Scan(0, 63)).AsSpan()[..^2], .. Stuffed(Filling.Noise(12 << 20))], [0x2A], [0xFF, 0xD9])),
    ];

    private static byte[] Quantization => new JpegPart(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)], []).ToBytes();

    private static byte[] Restart => [0xFF, 0xDD, 0, 4, 0, 1];

    /// <summary>A grey picture: tables, frame, and what follows. A code of one bit is a difference of 0, or the end of a block or of a band of many.</summary>
    private static byte[] Of(byte frame, int width, int height, byte[] scans) =>
    [
        0xFF, 0xD8, .. Quantization,
        .. new JpegPart(frame, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0], []).ToBytes(),
        .. new JpegPart(0xC4, [0, 1, .. new byte[15], 0], []).ToBytes(),
        .. new JpegPart(0xC4, [0x10, 1, 1, .. new byte[14], (byte)(frame == Progressive ? 0xE0 : 0), 0], []).ToBytes(),
        .. scans, 0xFF, 0xD9,
    ];

    private static byte[] Scan(int first, int last) => new JpegPart(0xDA, [1, 1, 0, (byte)first, (byte)last, 0], []).ToBytes();

    /// <summary>Blocks of two zero bits, each in a restart interval of its own.</summary>
    private static byte[] Units(int count)
    {
        byte[] units = new byte[3 * count];
        for (int i = 0; i < count; i++)
        {
            (units[3 * i], units[(3 * i) + 1], units[(3 * i) + 2]) = (0x3F, 0xFF, (byte)(0xD0 + (i & 7)));
        }

        return units[..^2];
    }

    /// <summary>0 and fourteen ones end the bands of 32,767 blocks; as many of them as there are blocks for, and more.</summary>
    private static byte[] EndsOfBand(int blocks)
    {
        string bits = string.Concat(Enumerable.Repeat("011111111111110", (blocks / 32_766) + 1));
        return Stuffed([.. bits.PadRight((bits.Length + 7) / 8 * 8, '1').Chunk(8).Select(eight => Convert.ToByte(new string(eight), 2))]);
    }

    private static byte[] Stuffed(byte[] data) => [.. data.SelectMany(value => value == 0xFF ? (byte[])[0xFF, 0] : [value])];
}

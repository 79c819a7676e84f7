namespace Digits.Tests.Imaging.Gif;

/// <summary>Writes GIF files for tests (GIF 89a).</summary>
internal static class GifFile
{
    /// <summary>A file of one palette, black and white, and so many bytes that follow it.</summary>
    public static byte[] Of(int width, int height, ReadOnlySpan<byte> blocks) =>
        [.. "GIF89a"u8, .. Sides(width, height), 0x80, 0, 0, 0, 0, 0, 255, 255, 255, .. blocks];

    /// <summary>A frame with its graphic control; all of its pixels are of colour 0, two to a string.</summary>
    public static byte[] Frame(int left, int top, int width, int height, bool transparent = false, bool interlaced = false)
    {
        List<int> codes = [];
        for (int pixel = 0; pixel < width * height; pixel++)
        {
            codes.AddRange(pixel % 2 == 0 ? [4, 0] : [0]);
        }

        return
        [
            0x21, 0xF9, 4, (byte)(transparent ? 1 : 0), 10, 0, 0, 0,
            .. Descriptor(left, top, width, height, interlaced), .. Data(2, [.. codes, 5], 3),
        ];
    }

    /// <summary>An image descriptor without a palette of its own.</summary>
    public static byte[] Descriptor(int left, int top, int width, int height, bool interlaced = false) =>
        [0x2C, .. Sides(left, top), .. Sides(width, height), (byte)(interlaced ? 0x40 : 0)];

    /// <summary>Picture data of codes that all have the same length.</summary>
    public static byte[] Data(byte bitsPerPixel, int[] codes, int bits)
    {
        List<byte> bytes = [];
        (uint held, int count) = (0, 0);
        foreach (int code in codes)
        {
            (held, count) = (held | ((uint)code << count), count + bits);
            for (; count >= 8; count -= 8)
            {
                bytes.Add((byte)held);
                held >>= 8;
            }
        }

        bytes.Add((byte)held);
        return [bitsPerPixel, .. bytes.Chunk(255).SelectMany(block => (byte[])[(byte)block.Length, .. block]), 0];
    }

    private static byte[] Sides(int first, int second) => [(byte)first, (byte)(first >> 8), (byte)second, (byte)(second >> 8)];
}

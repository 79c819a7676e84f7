using System.Buffers.Binary;
using Digits.Fuzz.Mutators;

namespace Digits.Fuzz.Bombs;

/// <summary>GIFs, WebPs and BMPs that ask for much.</summary>
internal static class OtherPictureBombs
{
    public static IEnumerable<Bomb> All =>
    [
        Bomb.Picture("GIF, 700,000 frames of one pixel", () => Filling.Bytes(GifScreen(28, 28), GifFrame(1, 1, [0x44, 0x01]), [0x3B])),
        Bomb.Picture("GIF, a screen of 65535x65535", () => [.. GifScreen(65_535, 65_535), .. GifFrame(1, 1, [0x44, 0x01]), 0x3B]),
        Bomb.Picture("GIF, 40 million clear codes", () => Filling.Bytes([.. GifScreen(28, 28), .. GifFront(28, 28)], Block([.. Enumerable.Repeat((byte[])[0x24, 0x49, 0x92], 85).SelectMany(bytes => bytes)]), [0, 0x3B])),
        Bomb.Picture("GIF of 16 megapixels, blocks of one byte", () => Filling.Bytes([.. GifScreen(4_000, 4_000), .. GifFront(4_000, 4_000)], [1, 0x04, 1, 0x20, 1, 0x41], [0, 0x3B])),
        Bomb.Picture("GIF, 5 million comments", () => Filling.Bytes(GifScreen(28, 28), [0x21, 0xFE, 0], [.. GifFrame(1, 1, [0x44, 0x01]), 0x3B])),
        Bomb.Picture("GIF, 16 MB of zeros between blocks", () => Filling.Bytes(GifScreen(28, 28), [0], [.. GifFrame(1, 1, [0x44, 0x01]), 0x3B])),
        Bomb.Picture("GIF of 65535x256 pixels", () => [.. GifScreen(65_535, 256), .. GifFront(65_535, 256), .. Block([0x04, 0x00]), 0, 0x3B]),
        Bomb.Picture("WebP, 300,000 frames", () => Webp(28, 28, Frames(300_000, 28))),
        Bomb.Picture("WebP, a canvas of 16384x16384", () => Webp(16_384, 16_384, Frames(1, 28))),
        Bomb.Picture("WebP, 2 million unknown chunks", () => Webp(28, 28, [.. Filling.Bytes([], "abcd\0\0\0\0"u8, [], 2_000_000), .. Frames(1, 28)])),
        Bomb.Picture("WebP, 1 million chunks of EXIF", () => Webp(28, 28, [.. Filling.Bytes([], "EXIF\x06\0\0\0MM\0*\0\0"u8, [], 1_000_000), .. Frames(1, 28)])),
        Bomb.Picture("WebP, lossless, 16383x16383 pixels", () => Webp(null, null, new WebpPart("VP8L", [0x2F, 0xFE, 0xBF, 0xFF, 0x0F, 0, 0, 0]).ToBytes())),
        Bomb.Picture("WebP, lossy, 16383x2440 pixels, 15 MB of noise", () => Webp(null, null, Lossy(16_383, 2_440, 15 << 20))),
        Bomb.Picture("WebP, lossy, 1024x1024 pixels, 6 MB of noise", () => Webp(null, null, Lossy(1_024, 1_024, 6 << 20))),
        Bomb.Picture("BMP, 8 million ends of rows", () => Filling.Bytes(Bmp(4_000, 4_000, 8, 1), [0, 0], [0, 1])),
        Bomb.Picture("BMP, 4 million moves by nothing", () => Filling.Bytes(Bmp(4_000, 4_000, 8, 1), [0, 2, 0, 0], [0, 1])),
        Bomb.Picture("BMP, runs of 40 megapixels", () => Filling.Bytes(Bmp(8_000, 5_000, 8, 1), [255, 1], [0, 1])),
        Bomb.Picture("BMP of 16000x8000 pixels of one bit", () => Filling.Bytes(Bmp(16_000, 8_000, 1, 0), [0xAA], [])),
        Bomb.Picture("BMP of 2147483647 rows", () => Filling.Bytes(Bmp(1, int.MinValue + 1, 24, 0), [0], [])),
    ];

    private static byte[] GifScreen(int width, int height) =>
        [.. "GIF89a"u8, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0x80, 0, 0, 0, 0, 0, 255, 255, 255];

    private static byte[] GifFront(int width, int height) =>
        [0x2C, 0, 0, 0, 0, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0, 2];

    private static byte[] GifFrame(int width, int height, byte[] codes) => [.. GifFront(width, height), .. Block(codes), 0];

    private static byte[] Block(byte[] codes) => [(byte)codes.Length, .. codes];

    private static byte[] Webp(int? width, int? height, byte[] chunks)
    {
        byte[] extended = new WebpPart("VP8X", [2, 0, 0, 0, .. UInt24((width ?? 1) - 1), .. UInt24((height ?? 1) - 1)]).ToBytes();
        byte[] file = [.. "RIFF\0\0\0\0WEBP"u8, .. width is null ? [] : extended, .. chunks];
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        return file.Length > Filling.Most ? file[..Filling.Most] : file;
    }

    /// <summary>Frames that each hold a still picture of their own.</summary>
    private static byte[] Frames(int count, int side)
    {
        // The front of lossless data of so many pixels (RFC 9649, 3.4); no transform, no cache, no second set of codes, five codes of one symbol: 0.
        uint sides = (uint)(side - 1) | ((uint)(side - 1) << 14);
        var picture = new WebpPart("VP8L", [0x2F, (byte)sides, (byte)(sides >> 8), (byte)(sides >> 16), (byte)(sides >> 24), 0x88, 0x88, 0x08, 0, 0, 0, 0]);
        var frame = new WebpPart("ANMF", [.. UInt24(0), .. UInt24(0), .. UInt24(side - 1), .. UInt24(side - 1), 0, 0, 0, 0, .. picture.ToBytes()]);
        return Filling.Bytes([], frame.ToBytes(), [], count);
    }

    // A key frame with one partition after the first, whose length its tag tells (RFC 6386, 9.1).
    private static byte[] Lossy(int width, int height, int length)
    {
        int first = Math.Min(length / 2, (1 << 19) - 1);
        uint tag = 0x10 | ((uint)first << 5);
        byte[] data = [(byte)tag, (byte)(tag >> 8), (byte)(tag >> 16), 0x9D, 0x01, 0x2A, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), .. Filling.Noise(length)];
        return new WebpPart("VP8 ", data).ToBytes();
    }

    private static byte[] UInt24(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];

    private static byte[] Bmp(int width, int height, short bits, int compression)
    {
        byte[] file = new byte[54 + 8];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(28), bits);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(30), compression);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(46), 2);
        return file;
    }
}

using System.Buffers.Binary;

namespace Digits.Tests.Imaging.Bmp;

/// <summary>Writes BMP files for tests.</summary>
internal static class BmpFile
{
    private const int FileHeaderLength = 14;

    /// <summary>A file of a header of Windows' kinds, what lies between it and the pixels, and the pixels.</summary>
    /// <param name="headerLength">40 to 124.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down; less than 0 where the topmost row is the first.</param>
    /// <param name="bits">Bits of a pixel.</param>
    /// <param name="compression">Windows' number.</param>
    /// <param name="masks">In the header where it has room for them, else behind it.</param>
    /// <param name="palette">Blue, green, red and a fourth byte of each colour.</param>
    /// <param name="pixels">Rows as they lie in the file.</param>
    public static byte[] Of(
        int headerLength, int width, int height, int bits, uint compression, uint[] masks, byte[] palette, byte[] pixels)
    {
        byte[] header = new byte[headerLength];
        BinaryPrimitives.WriteInt32LittleEndian(header, headerLength);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), width);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), height);
        header[12] = 1;
        header[14] = (byte)bits;
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), compression);
        byte[] words = [.. masks.SelectMany(BitConverter.GetBytes)];
        bool inHeader = headerLength >= 40 + words.Length;
        if (inHeader)
        {
            words.CopyTo(header, 40);
        }

        return WithFront(header, [.. inHeader ? [] : words, .. palette], pixels);
    }

    /// <summary>A file of the oldest kind, of 24 bits a pixel.</summary>
    public static byte[] OfCore(int width, int height, byte[] pixels) =>
        WithFront([12, 0, 0, 0, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 1, 0, 24, 0], [], pixels);

    private static byte[] WithFront(byte[] header, byte[] tables, byte[] pixels)
    {
        byte[] front = new byte[FileHeaderLength];
        "BM"u8.CopyTo(front);
        int data = front.Length + header.Length + tables.Length;
        BinaryPrimitives.WriteInt32LittleEndian(front.AsSpan(2), data + pixels.Length);
        BinaryPrimitives.WriteInt32LittleEndian(front.AsSpan(10), data);
        return [.. front, .. header, .. tables, .. pixels];
    }
}

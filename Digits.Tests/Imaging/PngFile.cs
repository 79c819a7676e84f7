using System.Buffers.Binary;
using System.IO.Compression;

namespace Digits.Tests.Imaging;

/// <summary>Writes PNG files for tests (ISO/IEC 15948): those too large, or too many, to be kept as fixtures.</summary>
internal static class PngFile
{
    /// <summary>A vertical bar of ink on the middle third of the width: grey over white, or RGBA over nothing.</summary>
    public static byte[] WithBar(int width, int height, int bands, bool whiteInk)
    {
        byte[] line = new byte[1 + (width * bands)];
        for (int x = 0; x < width; x++)
        {
            bool inked = x >= width / 3 && x < width * 2 / 3;
            Span<byte> pixel = line.AsSpan(1 + (x * bands), bands);
            pixel.Fill((byte)(inked == whiteInk ? 255 : 0));
            if (bands == 4)
            {
                // The canvas is transparent black, as a browser leaves what was never painted.
                pixel.Fill((byte)(inked && whiteInk ? 255 : 0));
                pixel[3] = (byte)(inked ? 255 : 0);
            }
        }

        using MemoryStream data = new();
        using (ZLibStream zlib = new(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                zlib.Write(line);
            }
        }

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = (byte)(bands == 4 ? 6 : 0);
        return
        [
            0x89, .. "PNG\r\n\u001a\n"u8,
            .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, data.ToArray()), .. Chunk("IEND"u8, []),
        ];
    }

    /// <summary>A file of eight bits a sample around rows that are filtered already, its data cut into some chunks.</summary>
    public static byte[] Of(int width, int height, int colour, byte[] rows, byte[] palette, byte[] opacity, int chunks)
    {
        using MemoryStream data = new();
        using (ZLibStream zlib = new(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = (byte)colour;
        return
        [
            0x89, .. "PNG\r\n\u001a\n"u8,
            .. Chunk("IHDR"u8, header),
            .. palette.Length > 0 ? Chunk("PLTE"u8, palette) : [],
            .. opacity.Length > 0 ? Chunk("tRNS"u8, opacity) : [],
            .. data.ToArray().Chunk((int)(data.Length / chunks) + 1).SelectMany(part => Chunk("IDAT"u8, part)),
            .. Chunk("IEND"u8, []),
        ];
    }

    /// <summary>The file with the checksum of every chunk that can be found put right.</summary>
    public static byte[] WithSoundChecksums(byte[] file)
    {
        int at = 8;
        while (file.Length - at >= 12 && BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at)) is var length && length <= file.Length - at - 12)
        {
            int end = at + 8 + (int)length;
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(end), Crc32(file.AsSpan((at + 4)..end)));
            at = end + 4;
        }

        return file;
    }

    private static byte[] Chunk(ReadOnlySpan<byte> kind, byte[] data)
    {
        byte[] body = [.. kind, .. data];
        byte[] chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc32(body));
        return chunk;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}

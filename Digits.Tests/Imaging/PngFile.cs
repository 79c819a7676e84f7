using System.Buffers.Binary;
using System.IO.Compression;

namespace Digits.Tests.Imaging;

/// <summary>Writes large PNG files for tests (ISO/IEC 15948): too large to be kept as fixtures.</summary>
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

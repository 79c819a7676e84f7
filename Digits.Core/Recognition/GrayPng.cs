using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Digits.Core.Recognition;

/// <summary>Writes a small grey picture as a PNG file (ISO/IEC 15948): 8 bits a pixel, no filter, one IDAT chunk.</summary>
internal static class GrayPng
{
    private const int ChunkOverhead = 12;

    /// <summary>Encodes values from 0 (black) to 1 (white); what lies outside is clamped.</summary>
    /// <param name="values">Row-major, side times side.</param>
    /// <param name="side">Width and height in pixels.</param>
    public static byte[] Encode(ReadOnlySpan<float> values, int side)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int y = 0; y < side; y++)
            {
                zlib.WriteByte(0);
                foreach (float value in values.Slice(y * side, side))
                {
                    zlib.WriteByte((byte)Math.Clamp((int)((value * 255) + 0.5f), 0, 255));
                }
            }
        }

        Span<byte> header = stackalloc byte[13];
        header.Clear();
        BinaryPrimitives.WriteInt32BigEndian(header, side);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], side);
        header[8] = 8;

        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = new byte[ChunkOverhead + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + data.Length)));
        file.Write(chunk);
    }
}

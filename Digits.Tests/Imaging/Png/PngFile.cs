using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Digits.Tests.Imaging.Png;

/// <summary>Writes PNG files for tests (ISO/IEC 15948): those too large, or too many, to be kept as fixtures.</summary>
internal static class PngFile
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

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

        return Of(width, height, bands == 4 ? 6 : 0, 8, [.. Enumerable.Repeat(line, height).SelectMany(row => row)], [], [], 1);
    }

    /// <summary>A black angle in the middle of white paper: the upper quarter and the right third of a box.</summary>
    public static byte[] WithAngle(int width, int height, int boxWidth, int boxHeight)
    {
        byte[] rows = new byte[(width + 1) * height];
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = rows.AsSpan((y * (width + 1)) + 1, width);
            row.Fill(255);
            if (y >= (height - boxHeight) / 2 && y < (height + boxHeight) / 2)
            {
                bool isUpper = y < ((height - boxHeight) / 2) + (boxHeight / 4);
                int ink = isUpper ? boxWidth : boxWidth / 3;
                row.Slice(((width + boxWidth) / 2) - ink, ink).Clear();
            }
        }

        return Of(width, height, 0, 8, rows, [], [], 1);
    }

    /// <summary>A file around rows that are filtered already, its data cut into some chunks.</summary>
    public static byte[] Of(int width, int height, int colour, int depth, byte[] rows, byte[] palette, byte[] opacity, int chunks) =>
    [
        .. Signature,
        .. Header(width, height, colour, depth, interlaced: false),
        .. palette.Length > 0 ? Chunk("PLTE"u8, palette) : [],
        .. opacity.Length > 0 ? Chunk("tRNS"u8, opacity) : [],
        .. Packed(rows, 1).Chunk((Packed(rows, 1).Length / chunks) + 1).SelectMany(part => Chunk("IDAT"u8, part)),
        .. Chunk("IEND"u8, []),
    ];

    /// <summary>A grey file around data that are packed already.</summary>
    public static byte[] OfData(int width, int height, byte[] data) =>
        [.. Signature, .. Header(width, height, 0, 8, interlaced: false), .. Chunk("IDAT"u8, data), .. Chunk("IEND"u8, [])];

    /// <summary>A file whose samples are all zero: black, or clear. Where it is interlaced, its passes are a little longer than its rows would be.</summary>
    public static byte[] OfZeros(int width, int height, int colour, int depth, bool interlaced)
    {
        int samples = colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        byte[] row = new byte[1 + (((width * samples * depth) + 7) / 8)];
        return
        [
            .. Signature,
            .. Header(width, height, colour, depth, interlaced),
            .. Chunk("IDAT"u8, Packed(row, height + (interlaced ? height : 0))),
            .. Chunk("IEND"u8, []),
        ];
    }

    /// <summary>The file with a header that promises other sides.</summary>
    public static byte[] WithSides(byte[] file, int width, int height)
    {
        byte[] promising = [.. file];
        BinaryPrimitives.WriteInt32BigEndian(promising.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(promising.AsSpan(20), height);
        return WithSoundChecksums(promising);
    }

    /// <summary>The file with so many chunks more, each empty, right after its header.</summary>
    public static byte[] WithManyChunks(byte[] file, ReadOnlySpan<byte> kind, int count)
    {
        byte[] chunk = Chunk(kind, []);
        byte[] chunks = new byte[count * chunk.Length];
        for (int at = 0; at < chunks.Length; at += chunk.Length)
        {
            chunk.CopyTo(chunks, at);
        }

        return [.. file[..33], .. chunks, .. file[33..]];
    }

    /// <summary>The file with one chunk more, right after its header.</summary>
    public static byte[] WithChunk(byte[] file, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> data) => [.. file[..33], .. Chunk(kind, data.ToArray()), .. file[33..]];

    /// <summary>The file with the checksum of every chunk that can be found put right.</summary>
    public static byte[] WithSoundChecksums(byte[] file)
    {
        int at = 8;
        while (file.Length - at >= 12 && BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at)) is var length && length <= file.Length - at - 12)
        {
            int end = at + 8 + (int)length;
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(end), Crc32.HashToUInt32(file.AsSpan((at + 4)..end)));
            at = end + 4;
        }

        return file;
    }

    private static byte[] Header(int width, int height, int colour, int depth, bool interlaced)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)colour, interlaced ? (byte)1 : (byte)0);
        return Chunk("IHDR"u8, header);
    }

    private static byte[] Packed(byte[] bytes, int times)
    {
        using MemoryStream data = new();
        using (ZLibStream zlib = new(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int i = 0; i < times; i++)
            {
                zlib.Write(bytes);
            }
        }

        return data.ToArray();
    }

    private static byte[] Chunk(ReadOnlySpan<byte> kind, byte[] data)
    {
        byte[] body = [.. kind, .. data];
        byte[] chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc32.HashToUInt32(body));
        return chunk;
    }
}

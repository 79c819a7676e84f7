using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Digits.Benchmarks;

/// <summary>A 7 on a canvas of 280 by 280 pixels as a browser saves it: RGBA, black on white, every row filtered with Sub.</summary>
internal static class Canvas
{
    public const int Side = 280;
    private const double Pen = 9;

    // The strokes of a 7: from point to point in pixels.
    private static readonly (double X, double Y)[] Points = [(70, 60), (205, 52), (160, 140), (120, 235)];

    /// <summary>Brightness 0..255, row-major.</summary>
    public static byte[] Gray()
    {
        byte[] pixels = new byte[Side * Side];
        for (int i = 0; i < pixels.Length; i++)
        {
            double gap = Points.Zip(Points.Skip(1)).Min(line => Distance((i % Side) + 0.5, (i / Side) + 0.5, line.First, line.Second));
            pixels[i] = (byte)(255 * Math.Clamp(gap - Pen + 0.5, 0, 1));
        }

        return pixels;
    }

    /// <summary>The same as 28 by 28 pixels in MNIST's convention.</summary>
    public static byte[] Small()
    {
        byte[] gray = Gray();
        return [.. Enumerable.Range(0, 784).Select(i => (byte)(255 - gray[(i / 28 * 10 * Side) + (i % 28 * 10)]))];
    }

    /// <summary>The PNG file.</summary>
    public static byte[] Png()
    {
        byte[] gray = Gray();
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            byte[] row = new byte[1 + (Side * 4)];
            for (int y = 0; y < Side; y++)
            {
                row[0] = 1;
                for (int x = 0; x < Side; x++)
                {
                    byte value = gray[(y * Side) + x];
                    byte left = x == 0 ? (byte)0 : gray[(y * Side) + x - 1];
                    row.AsSpan(1 + (x * 4), 3).Fill((byte)(value - left));
                    row[4 + (x * 4)] = (byte)(x == 0 ? 255 : 0);
                }

                zlib.Write(row);
            }
        }

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Side);
        (header[8], header[9]) = (8, 6);
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, data.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] body)
    {
        byte[] chunk = [0, 0, 0, 0, .. name, .. body, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32.HashToUInt32(chunk.AsSpan(4, body.Length + 4)));
        return chunk;
    }

    private static double Distance(double x, double y, (double X, double Y) a, (double X, double Y) b)
    {
        (double dx, double dy) = (b.X - a.X, b.Y - a.Y);
        double along = Math.Clamp((((x - a.X) * dx) + ((y - a.Y) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
        return double.Hypot(x - a.X - (along * dx), y - a.Y - (along * dy));
    }
}

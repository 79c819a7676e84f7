using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using SkiaSharp;

namespace Digits.BrowserTests.Pictures;

/// <summary>Writes a picture of a screen with a palette of 256 colours, a third as large as with all of them (PNG, ISO/IEC 15948).</summary>
internal static class PalettePng
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Decodes a picture without transparency and encodes it anew.</summary>
    public static byte[] Encode(byte[] file)
    {
        using var picture = SKBitmap.Decode(file);
        SKColor[] pixels = picture.Pixels;
        SKColor[] palette = MedianCut.Palette(pixels);
        Dictionary<SKColor, byte> places = [];
        byte[] rows = new byte[picture.Height * (1 + picture.Width)];
        for (int i = 0; i < pixels.Length; i++)
        {
            if (!places.TryGetValue(pixels[i], out byte place))
            {
                place = Nearest(palette, pixels[i]);
                places.Add(pixels[i], place);
            }

            // Each row begins with its filter, which is none.
            rows[(i / picture.Width * (1 + picture.Width)) + 1 + (i % picture.Width)] = place;
        }

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        header[8] = 8; // Bits for each pixel,
        header[9] = 3; // which are places in the palette.
        using var png = new MemoryStream();
        png.Write(Signature);
        WriteChunk(png, "IHDR", header);
        WriteChunk(png, "PLTE", [.. palette.SelectMany(colour => (byte[])[colour.Red, colour.Green, colour.Blue])]);
        WriteChunk(png, "IDAT", Deflate(rows));
        WriteChunk(png, "IEND", []);
        return png.ToArray();
    }

    private static byte Nearest(SKColor[] palette, SKColor colour)
    {
        int Distance(SKColor other)
        {
            (int red, int green, int blue) = (other.Red - colour.Red, other.Green - colour.Green, other.Blue - colour.Blue);
            return (red * red) + (green * green) + (blue * blue);
        }

        return (byte)palette.Index().MinBy(entry => Distance(entry.Item)).Index;
    }

    private static byte[] Deflate(byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            zlib.Write(rows);
        }

        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream png, string type, byte[] data)
    {
        byte[] chunk = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(type), .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(^4), Crc32.HashToUInt32(chunk.AsSpan(4..^4)));
        png.Write(chunk);
    }
}

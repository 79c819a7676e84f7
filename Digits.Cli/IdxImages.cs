using System.Buffers.Binary;
using System.IO.Compression;
using Digits.Core.Preprocessing;

namespace Digits.Cli;

/// <summary>Reads images of 28 by 28 pixels from an IDX file, the format of MNIST: four big-endian numbers, then one byte a pixel.</summary>
internal static class IdxImages
{
    private const int Magic = 0x803; // bytes, three dimensions
    private const int MaxImages = 100_000;
    private const int HeaderLength = 16;
    private const byte GzipFirstByte = 0x1F;

    /// <summary>Reads a file's images, gzipped or not.</summary>
    /// <returns>Their pixels, 784 for each, 0 to 1.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    /// <exception cref="InvalidDataException">The file is no such file, or ends early.</exception>
    public static float[] Read(string path)
    {
        using Stream content = Open(path);
        Span<byte> header = stackalloc byte[HeaderLength];
        Fill(content, header, path);
        if (BinaryPrimitives.ReadInt32BigEndian(header) != Magic
            || BinaryPrimitives.ReadInt32BigEndian(header[8..]) != DigitTensor.Side
            || BinaryPrimitives.ReadInt32BigEndian(header[12..]) != DigitTensor.Side)
        {
            throw new InvalidDataException($"{path} is no IDX file of images of {DigitTensor.Side} by {DigitTensor.Side} pixels.");
        }

        int count = BinaryPrimitives.ReadInt32BigEndian(header[4..]);
        if (count is <= 0 or > MaxImages)
        {
            throw new InvalidDataException($"{path} holds {count} images; 1 to {MaxImages} are read.");
        }

        byte[] pixels = new byte[count * DigitTensor.Length];
        Fill(content, pixels, path);
        return Array.ConvertAll(pixels, value => value / 255f);
    }

    private static Stream Open(string path)
    {
        FileStream file = File.OpenRead(path);
        bool gzipped = file.ReadByte() == GzipFirstByte;
        file.Position = 0;
        return gzipped ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static void Fill(Stream content, Span<byte> target, string path)
    {
        int read;
        try
        {
            read = content.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path} is damaged: {error.Message}", error);
        }

        if (read < target.Length)
        {
            throw new InvalidDataException($"{path} ends early.");
        }
    }
}

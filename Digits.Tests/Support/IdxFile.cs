using System.IO.Compression;

namespace Digits.Tests.Support;

/// <summary>Files in MNIST's format.</summary>
internal static class IdxFile
{
    /// <summary>A file of images of so many pixels a side.</summary>
    public static byte[] Of(byte[] pixels, byte side = 28) =>
        [0, 0, 8, 3, 0, 0, 0, (byte)(pixels.Length / (side * side)), 0, 0, 0, side, 0, 0, 0, side, .. pixels];

    /// <summary>The same bytes gzipped.</summary>
    public static byte[] Gzipped(byte[] bytes)
    {
        using var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return file.ToArray();
    }
}

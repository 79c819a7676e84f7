using System.IO.Compression;

namespace Digits.Fuzz;

/// <summary>Compressed bytes.</summary>
internal static class Packing
{
    /// <summary>In zlib's format.</summary>
    public static byte[] Zlib(byte[] bytes, CompressionLevel level) => Pack(bytes, stream => new ZLibStream(stream, level, leaveOpen: true));

    /// <summary>In a content coding: br, deflate, or gzip for any other name.</summary>
    public static byte[] Coded(byte[] bytes, string coding) => Pack(bytes, stream => coding switch
    {
        "br" => new BrotliStream(stream, CompressionLevel.Fastest, leaveOpen: true),
        "deflate" => new ZLibStream(stream, CompressionLevel.Fastest, leaveOpen: true),
        _ => new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true),
    });

    private static byte[] Pack(byte[] bytes, Func<Stream, Stream> format)
    {
        using var packed = new MemoryStream();
        using (Stream stream = format(packed))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }
}

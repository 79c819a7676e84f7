using System.IO.Compression;

namespace Digits.Tests.Support;

/// <summary>Bodies in a content coding.</summary>
internal static class Coded
{
    /// <summary>Compresses bytes.</summary>
    /// <param name="coding">gzip, br, deflate, or "raw" for deflate without zlib's header.</param>
    /// <param name="bytes">The bytes.</param>
    public static byte[] Compress(string coding, byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = Open(coding, compressed))
        {
            stream.Write(bytes);
        }

        return compressed.ToArray();
    }

    /// <summary>The same content under a Content-Encoding.</summary>
    public static T As<T>(T content, params string[] codings)
        where T : HttpContent
    {
        foreach (string coding in codings)
        {
            content.Headers.ContentEncoding.Add(coding);
        }

        return content;
    }

    private static Stream Open(string coding, Stream compressed) => coding switch
    {
        "br" => new BrotliStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
        "deflate" => new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
        "raw" => new DeflateStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
        _ => new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
    };
}

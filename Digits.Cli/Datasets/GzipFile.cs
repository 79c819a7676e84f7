using System.IO.Compression;

namespace Digits.Cli.Datasets;

/// <summary>A file that may be gzipped.</summary>
internal static class GzipFile
{
    private const byte FirstByte = 0x1F;

    /// <summary>Opens what is in it.</summary>
    public static Stream Open(string path) => Open(path, out _);

    /// <summary>Opens what is in it, and the file itself, whose position tells how far reading is.</summary>
    public static Stream Open(string path, out FileStream file)
    {
        file = File.OpenRead(path);
        bool gzipped = file.ReadByte() == FirstByte;
        file.Position = 0;
        return gzipped ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}

using System.IO.Compression;
using System.Text;
using Digits.Core.Preprocessing;

namespace Digits.Tests.Goldens;

/// <summary>Reads preprocessing.bin.gz, which training/goldens.py writes and describes.</summary>
internal static class GoldenFile
{
    private static readonly Lazy<Dictionary<string, Golden>> All = new(Read);

    public static IEnumerable<string> Names => All.Value.Keys;

    public static Golden Get(string name) => All.Value[name];

    private static Dictionary<string, Golden> Read()
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Goldens", "preprocessing.bin.gz"));
        using GZipStream plain = new(file, CompressionMode.Decompress);
        using BinaryReader reader = new(plain);
        Dictionary<string, Golden> goldens = new(StringComparer.Ordinal);
        for (uint left = reader.ReadUInt32(); left > 0; left--)
        {
            string name = Encoding.ASCII.GetString(ReadExactly(reader, reader.ReadByte()));
            int width = reader.ReadUInt16();
            int height = reader.ReadUInt16();
            bool hasInk = reader.ReadByte() == 1;
            byte[] pixels = ReadExactly(reader, width * height);
            goldens.Add(name, new Golden(width, height, pixels, hasInk ? ReadExactly(reader, DigitTensor.Length) : null));
        }

        return goldens;
    }

    private static byte[] ReadExactly(BinaryReader reader, int count)
    {
        byte[] bytes = reader.ReadBytes(count);
        return bytes.Length == count ? bytes : throw new EndOfStreamException();
    }
}

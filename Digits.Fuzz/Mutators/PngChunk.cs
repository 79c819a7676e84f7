using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Digits.Fuzz.Mutators;

/// <summary>A chunk of a PNG (ISO/IEC 15948, 5.3), with its checksum and its length as they are to be written.</summary>
/// <param name="Name">Four letters.</param>
/// <param name="Body">Its body.</param>
internal sealed record PngChunk(string Name, byte[] Body)
{
    /// <summary>A length that is not the body's; null for the body's own.</summary>
    public uint? Length { get; init; }

    /// <summary>True where the checksum is as wrong as the damage made it.</summary>
    public bool HasWrongChecksum { get; init; }

    private static byte[] Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The chunks of a sound file.</summary>
    public static List<PngChunk> Read(ReadOnlySpan<byte> file)
    {
        List<PngChunk> chunks = [];
        for (ReadOnlySpan<byte> rest = file[Signature.Length..]; rest.Length >= 12;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(rest);
            chunks.Add(new PngChunk(Encoding.Latin1.GetString(rest.Slice(4, 4)), rest.Slice(8, length).ToArray()));
            rest = rest[(12 + length)..];
        }

        return chunks;
    }

    /// <summary>A file of chunks.</summary>
    public static byte[] Write(IEnumerable<PngChunk> chunks)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        foreach (PngChunk chunk in chunks)
        {
            file.Write(chunk.ToBytes());
        }

        return file.ToArray();
    }

    private byte[] ToBytes()
    {
        byte[] bytes = [0, 0, 0, 0, .. Encoding.Latin1.GetBytes(Name), .. Body, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Length ?? (uint)Body.Length);
        uint checksum = Crc32.HashToUInt32(bytes.AsSpan(4, bytes.Length - 8));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(bytes.Length - 4), HasWrongChecksum ? ~checksum : checksum);
        return bytes;
    }
}

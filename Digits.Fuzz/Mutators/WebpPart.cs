using System.Buffers.Binary;
using System.Text;

namespace Digits.Fuzz.Mutators;

/// <summary>A chunk of a WebP (RFC 9649, 2.3).</summary>
/// <param name="Name">Four characters.</param>
/// <param name="Body">Its body.</param>
internal sealed record WebpPart(string Name, byte[] Body)
{
    private const int FrontLength = 12;

    /// <summary>A length that is not the body's; null for the body's own.</summary>
    public uint? Length { get; init; }

    /// <summary>The chunks of a sound file.</summary>
    public static List<WebpPart> Read(ReadOnlySpan<byte> file)
    {
        List<WebpPart> parts = [];
        for (ReadOnlySpan<byte> rest = file[FrontLength..]; rest.Length >= 8;)
        {
            int length = Math.Min(BinaryPrimitives.ReadInt32LittleEndian(rest[4..]), rest.Length - 8);
            parts.Add(new WebpPart(Encoding.Latin1.GetString(rest[..4]), rest.Slice(8, length).ToArray()));
            rest = rest[Math.Min(rest.Length, 8 + length + (length & 1))..];
        }

        return parts;
    }

    /// <summary>A file of chunks.</summary>
    /// <param name="parts">The chunks.</param>
    /// <param name="length">The length that the front tells; null for the right one.</param>
    public static byte[] Write(IEnumerable<WebpPart> parts, uint? length)
    {
        byte[] file = [.. "RIFF\0\0\0\0WEBP"u8, .. parts.SelectMany(part => part.ToBytes())];
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), length ?? (uint)(file.Length - 8));
        return file;
    }

    public byte[] ToBytes()
    {
        byte[] bytes = [.. Encoding.Latin1.GetBytes(Name), 0, 0, 0, 0, .. Body, .. new byte[Body.Length & 1]];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), Length ?? (uint)Body.Length);
        return bytes;
    }
}

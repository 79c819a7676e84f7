using System.Buffers.Binary;
using System.IO.Hashing;

namespace Digits.Core.Imaging.Png;

/// <summary>Walks the chunks of a PNG (ISO/IEC 15948:2004, clause 5).</summary>
/// <remarks>Thread-safe.</remarks>
internal static class PngChunks
{
    /// <summary>What stands around a chunk's body: its length, its name and its checksum.</summary>
    public const int Frame = 12;

    /// <summary>Finds the chunk that begins at a place.</summary>
    /// <returns>False where there is no whole chunk.</returns>
    public static bool TryFind(ReadOnlySpan<byte> file, int at, out ReadOnlySpan<byte> name, out Range body)
    {
        name = default;
        body = default;
        if (file.Length - at < Frame)
        {
            return false;
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
        if (length > (uint)(file.Length - at - Frame))
        {
            return false;
        }

        int start = at + (2 * sizeof(uint));
        body = start..(start + (int)length);
        name = file[(at + sizeof(uint))..start];
        return true;
    }

    /// <summary>Finds the next chunk of image data that is not empty.</summary>
    /// <param name="file">The file of a layout that was read.</param>
    /// <param name="at">Where a chunk begins, at first <see cref="PngLayout.Data"/>; receives where the one after the data begins.</param>
    /// <param name="body">Where the data lie.</param>
    public static bool TryFindData(ReadOnlySpan<byte> file, ref int at, out Range body)
    {
        while (TryFind(file, at, out ReadOnlySpan<byte> name, out body) && !name.SequenceEqual("IEND"u8))
        {
            at = body.End.Value + sizeof(uint);
            if (name.SequenceEqual("IDAT"u8) && body.Start.Value < body.End.Value)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether what is left of a file, too short for a chunk, is the beginning of image data.</summary>
    public static bool BeginsData(ReadOnlySpan<byte> rest) => rest[Math.Min(sizeof(uint), rest.Length)..].StartsWith("IDAT"u8);

    /// <summary>Whether a chunk agrees with its checksum.</summary>
    public static bool HasChecksum(ReadOnlySpan<byte> file, Range body) =>
        Crc32.HashToUInt32(file[(body.Start.Value - sizeof(uint))..body.End.Value]) == BinaryPrimitives.ReadUInt32BigEndian(file[body.End.Value..]);
}

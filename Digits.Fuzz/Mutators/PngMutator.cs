using System.Buffers.Binary;
using System.IO.Compression;

namespace Digits.Fuzz.Mutators;

/// <summary>Damages a PNG chunk by chunk. Most checksums are made right again, so that the damage gets past them.</summary>
internal static class PngMutator
{
    private static readonly string[] Names = ["tEXt", "zTXt", "iTXt", "iCCP", "gAMA", "eXIf", "PLTE", "tRNS", "IDAT", "IEND", "IHDR", "acTL", "fdAT", "sBIT", "abcd", "ABCD", "a1cd"];

    /// <summary>A damaged copy.</summary>
    public static byte[] Of(byte[] sound, Chance chance)
    {
        List<PngChunk> chunks = PngChunk.Read(sound);
        for (int left = chance.Few(4); left > 0 && chunks.Count > 0; left--)
        {
            Damage(chunks, chance);
        }

        return PngChunk.Write(chunks);
    }

    private static void Damage(List<PngChunk> chunks, Chance chance)
    {
        int at = chance.Below(chunks.Count);
        PngChunk chunk = chunks[at];
        switch (chance.Below(10))
        {
            case 0 or 1:
                chunks[0] = chunks[0] with { Body = Header(chunks[0].Body, chance) };
                break;
            case 2:
                chunks[at] = chunk with { Body = ByteMutator.Of(chunk.Body, chance), HasWrongChecksum = chance.Percent(20) };
                break;
            case 3:
                chunks.RemoveAt(at);
                break;
            case 4:
                chunks.Insert(chance.Below(chunks.Count + 1), chunk);
                break;
            case 5:
                chunks[at] = chunk with { Name = chance.One(Names) };
                break;
            case 6:
                chunks[at] = chunk with { Length = chance.Edge() };
                break;
            case 7:
                chunks.Insert(at, new PngChunk(chance.One(Names), [.. Enumerable.Range(0, chance.Below(300)).Select(_ => chance.Byte())]));
                break;
            default:
                DamageData(chunks, chance);
                break;
        }
    }

    private static byte[] Header(byte[] header, Chance chance)
    {
        byte[] damaged = [.. header];
        if (damaged.Length < 13)
        {
            return damaged;
        }

        switch (chance.Below(4))
        {
            case 0:
                BinaryPrimitives.WriteUInt32BigEndian(damaged.AsSpan(4 * chance.Below(2)), chance.Edge());
                break;
            case 1:
                damaged[8] = chance.One<byte>(1, 2, 4, 8, 16, 0, 3, 32);
                break;
            case 2:
                damaged[9] = chance.One<byte>(0, 2, 3, 4, 6, 1, 7);
                break;
            default:
                damaged[chance.Between(10, 12)] = chance.One<byte>(0, 1, 2, 255);
                break;
        }

        return damaged;
    }

    /// <summary>Inflates the image data, damages the rows, and packs them again in some chunks; or cuts the packed data to pieces.</summary>
    private static void DamageData(List<PngChunk> chunks, Chance chance)
    {
        int first = chunks.FindIndex(chunk => chunk.Name == "IDAT");
        if (first < 0)
        {
            return;
        }

        byte[] data = [.. chunks.Where(chunk => chunk.Name == "IDAT").SelectMany(chunk => chunk.Body)];
        chunks.RemoveAll(chunk => chunk.Name == "IDAT");
        data = chance.Percent(70) ? Repacked(data, chance) : ByteMutator.Of(data, chance);
        int size = chance.Percent(50) ? Math.Max(1, data.Length) : chance.Between(1, 64);
        chunks.InsertRange(Math.Min(first, chunks.Count), data.Chunk(size).Select(part => new PngChunk("IDAT", part)));
    }

    private static byte[] Repacked(byte[] data, Chance chance)
    {
        using var rows = new MemoryStream();
        try
        {
            using var inflated = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
            inflated.CopyTo(rows);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            return data;
        }

        CompressionLevel level = chance.One(CompressionLevel.Fastest, CompressionLevel.NoCompression, CompressionLevel.SmallestSize);
        return Packing.Zlib(ByteMutator.Of(rows.ToArray(), chance), level);
    }
}

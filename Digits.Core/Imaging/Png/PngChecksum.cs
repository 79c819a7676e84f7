using System.Buffers.Binary;

namespace Digits.Core.Imaging.Png;

/// <summary>The checksum of a PNG's chunks: CRC-32 of ISO/IEC 15948, annex D, eight bytes at a time by eight tables.</summary>
/// <remarks>The framework's own lies in the package System.IO.Hashing, which not every feed carries. Thread-safe.</remarks>
internal static class PngChecksum
{
    private const int Slices = 8;
    private const int Values = 256;
    private const uint Polynomial = 0xEDB88320;

    /// <summary>Table k, at k times 256, holds what a byte adds to the checksum k bytes later.</summary>
    private static readonly uint[] Tables = MakeTables();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint[] tables = Tables;
        uint checksum = uint.MaxValue;
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            uint low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ checksum;
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[sizeof(uint)..]);
            checksum = tables[(7 * Values) + (byte)low]
                ^ tables[(6 * Values) + (byte)(low >> 8)]
                ^ tables[(5 * Values) + (byte)(low >> 16)]
                ^ tables[(4 * Values) + (int)(low >> 24)]
                ^ tables[(3 * Values) + (byte)high]
                ^ tables[(2 * Values) + (byte)(high >> 8)]
                ^ tables[Values + (byte)(high >> 16)]
                ^ tables[(int)(high >> 24)];
        }

        foreach (byte value in bytes)
        {
            checksum = tables[(byte)(checksum ^ value)] ^ (checksum >> 8);
        }

        return ~checksum;
    }

    private static uint[] MakeTables()
    {
        uint[] tables = new uint[Slices * Values];
        for (uint value = 0; value < Values; value++)
        {
            uint entry = value;
            for (int bit = 0; bit < 8; bit++)
            {
                entry = (entry >> 1) ^ ((entry & 1) * Polynomial);
            }

            tables[value] = entry;
        }

        for (int i = Values; i < tables.Length; i++)
        {
            tables[i] = tables[(byte)tables[i - Values]] ^ (tables[i - Values] >> 8);
        }

        return tables;
    }
}

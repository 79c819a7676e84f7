using System.Buffers.Binary;

namespace Digits.Fuzz.Mutators;

/// <summary>Damages a BMP where its sides, depths, masks and places lie.</summary>
internal static class BmpMutator
{
    // Place of the pixels, length of the header, width, height, planes, bits, compression, size, colours, masks.
    private static readonly int[] Fields = [10, 14, 18, 22, 26, 28, 30, 34, 46, 50, 54, 58, 62, 66];

    /// <summary>A damaged copy.</summary>
    public static byte[] Of(byte[] sound, Chance chance)
    {
        byte[] file = [.. sound];
        for (int left = chance.Few(3); left > 0; left--)
        {
            int field = chance.One(Fields);
            if (field + sizeof(uint) > file.Length)
            {
                continue;
            }

            uint value = field switch
            {
                28 => chance.One<uint>(1, 4, 8, 16, 24, 32, 0, 2),
                30 => chance.One<uint>(0, 1, 2, 3, 4, 6),
                14 => chance.One<uint>(12, 40, 52, 56, 108, 124, 0, 16, 64),
                18 or 22 when chance.Percent(30) => (uint)-chance.Between(1, 200),
                _ => chance.Edge(),
            };
            if (field == 28)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(field), (ushort)value);
            }
            else
            {
                BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(field), value);
            }
        }

        // Runs of pixels are nothing that other compressions have.
        return chance.Percent(40) ? [.. file[..Math.Min(54, file.Length)], .. ByteMutator.Of(file[Math.Min(54, file.Length)..], chance)] : file;
    }
}

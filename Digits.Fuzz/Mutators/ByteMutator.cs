using System.Buffers.Binary;

namespace Digits.Fuzz.Mutators;

/// <summary>Damages bytes that mean nothing to it: values, counts of two and four bytes, pieces lost, doubled, moved, and the end cut off.</summary>
internal static class ByteMutator
{
    private const int MostInserted = 1 << 12;

    /// <summary>A damaged copy.</summary>
    public static byte[] Of(byte[] sound, Chance chance)
    {
        List<byte> bytes = [.. sound];
        for (int left = chance.Few(6); left > 0 && bytes.Count > 0; left--)
        {
            Damage(bytes, chance);
        }

        return [.. bytes];
    }

    private static void Damage(List<byte> bytes, Chance chance)
    {
        // Half of the time near the start, where headers are.
        int at = chance.Below(chance.Percent(50) ? Math.Min(64, bytes.Count) : bytes.Count);
        int length = Math.Min(chance.Between(1, 40), bytes.Count - at);
        switch (chance.Below(10))
        {
            case 0:
                bytes[at] = chance.Byte();
                break;
            case 1:
                bytes[at] ^= (byte)(1 << chance.Below(8));
                break;
            case 2:
                bytes[at] = chance.One<byte>(0, 0xFF, 0x7F, 0x80, 1);
                break;
            case 3 or 4:
                WriteNumber(bytes, at, chance);
                break;
            case 5:
                bytes.RemoveRange(at, length);
                break;
            case 6:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 7:
                bytes.InsertRange(at, Enumerable.Repeat(chance.Byte(), chance.Below(MostInserted)));
                break;
            case 8:
                List<byte> piece = bytes.GetRange(at, length);
                bytes.RemoveRange(at, length);
                bytes.InsertRange(chance.Below(bytes.Count), piece);
                break;
            default:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
        }
    }

    private static void WriteNumber(List<byte> bytes, int at, Chance chance)
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        uint value = chance.Edge();
        bool isShort = chance.Percent(50);
        if (chance.Percent(50))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(number, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(number, isShort ? value << 16 : value);
        }

        for (int i = 0; i < (isShort ? sizeof(ushort) : sizeof(uint)) && at + i < bytes.Count; i++)
        {
            bytes[at + i] = number[i];
        }
    }
}

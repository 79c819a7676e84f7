using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace Digits.Core.Imaging.Png;

/// <summary>One pixel of one to four samples in a register, the first in the lowest byte, and what filters do with it.</summary>
internal static class PngPixel
{
    private const uint LowBits = 0x7F7F7F7F;
    private const uint EvenBits = 0xFEFEFEFE;

    public static uint Narrow(Vector128<short> samples) => Vector128.Narrow(samples.AsUInt16(), samples.AsUInt16()).AsUInt32().ToScalar();

    public static Vector128<short> Widen(uint samples) => Vector128.WidenLower(Vector128.CreateScalar(samples).AsByte()).AsInt16();

    /// <summary>Half the sum of each two bytes, rounded down.</summary>
    public static uint MeanOfBytes(uint a, uint b) => (a & b) + (((a ^ b) & EvenBits) >> 1);

    /// <summary>The sum of each two bytes, of eight bits.</summary>
    public static uint AddBytes(uint a, uint b) => ((a & LowBits) + (b & LowBits)) ^ ((a ^ b) & ~LowBits);

    public static uint Load(ReadOnlySpan<byte> bytes, int at, int count) => count switch
    {
        4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]),
        3 => bytes[at] | ((uint)bytes[at + 1] << 8) | ((uint)bytes[at + 2] << 16),
        2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]),
        _ => bytes[at],
    };

    public static void Store(Span<byte> bytes, int at, int count, uint samples)
    {
        switch (count)
        {
            case 4:
                BinaryPrimitives.WriteUInt32LittleEndian(bytes[at..], samples);
                break;
            case 3:
                bytes[at] = (byte)samples;
                bytes[at + 1] = (byte)(samples >> 8);
                bytes[at + 2] = (byte)(samples >> 16);
                break;
            case 2:
                BinaryPrimitives.WriteUInt16LittleEndian(bytes[at..], (ushort)samples);
                break;
            default:
                bytes[at] = (byte)samples;
                break;
        }
    }
}

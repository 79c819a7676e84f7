using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Digits.Core.Imaging.Png;

/// <summary>Undoes the five filters of ISO/IEC 15948, clause 9, in place and a whole pixel or vector at a time.</summary>
/// <remarks>Thread-safe. The first row has an empty row above it, which stands for zeros.</remarks>
internal static class PngFilter
{
    private const uint LowBits = 0x7F7F7F7F;
    private const uint EvenBits = 0xFEFEFEFE;

    /// <summary>Turns a filtered row into samples.</summary>
    /// <param name="filter">The row's filter, 0 to 4.</param>
    /// <param name="row">The row, changed in place.</param>
    /// <param name="above">The samples above it, or nothing for the first row.</param>
    /// <param name="bytesPerPixel">1 to 4.</param>
    /// <returns>False when there is no such filter.</returns>
    public static bool TryUndo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int bytesPerPixel)
    {
        switch (filter)
        {
            case 0:
                return true;
            case 1:
                Sub(row, bytesPerPixel);
                return true;
            case 2:
                Up(row, above);
                return true;
            case 3:
                Average(row, above, bytesPerPixel);
                return true;
            case 4 when above.IsEmpty:
                // Without a row above, Paeth's guess is the pixel to the left.
                Sub(row, bytesPerPixel);
                return true;
            case 4:
                Paeth(row, above, bytesPerPixel);
                return true;
            default:
                return false;
        }
    }

    private static void Sub(Span<byte> row, int bytesPerPixel)
    {
        if (bytesPerPixel == 4)
        {
            uint left = 0;
            foreach (ref uint pixel in MemoryMarshal.Cast<byte, uint>(row))
            {
                left = AddBytes(pixel, left);
                pixel = left;
            }

            return;
        }

        for (int i = bytesPerPixel; i < row.Length; i++)
        {
            row[i] += row[i - bytesPerPixel];
        }
    }

    private static void Up(Span<byte> row, ReadOnlySpan<byte> above)
    {
        int at = 0;
        for (; at <= above.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            (new Vector<byte>(row[at..]) + new Vector<byte>(above[at..])).CopyTo(row[at..]);
        }

        for (; at < above.Length; at++)
        {
            row[at] += above[at];
        }
    }

    private static void Average(Span<byte> row, ReadOnlySpan<byte> above, int bytesPerPixel)
    {
        uint left = 0;
        for (int at = 0; at < row.Length; at += bytesPerPixel)
        {
            uint up = above.IsEmpty ? 0 : Load(above, at, bytesPerPixel);
            uint mean = (left & up) + (((left ^ up) & EvenBits) >> 1);
            left = AddBytes(Load(row, at, bytesPerPixel), mean);
            Store(row, at, bytesPerPixel, left);
        }
    }

    /// <summary>One pixel at a time, its samples side by side in sixteen bits each.</summary>
    private static void Paeth(Span<byte> row, ReadOnlySpan<byte> above, int bytesPerPixel)
    {
        Vector128<short> left = default;
        Vector128<short> upLeft = default;
        for (int at = 0; at < row.Length; at += bytesPerPixel)
        {
            Vector128<short> up = Widen(Load(above, at, bytesPerPixel));
            Vector128<short> fromLeft = Vector128.Abs(up - upLeft);
            Vector128<short> fromUp = Vector128.Abs(left - upLeft);
            Vector128<short> fromUpLeft = Vector128.Abs(up + left - upLeft - upLeft);
            Vector128<short> upOrUpLeft = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(fromUp, fromUpLeft), up, upLeft);
            Vector128<short> isLeft = Vector128.LessThanOrEqual(fromLeft, Vector128.Min(fromUp, fromUpLeft));
            Vector128<short> guess = Vector128.ConditionalSelect(isLeft, left, upOrUpLeft);
            upLeft = up;
            left = (Widen(Load(row, at, bytesPerPixel)) + guess) & Vector128.Create((short)byte.MaxValue);
            Store(row, at, bytesPerPixel, Vector128.Narrow(left.AsUInt16(), left.AsUInt16()).AsUInt32().ToScalar());
        }
    }

    private static Vector128<short> Widen(uint samples) => Vector128.WidenLower(Vector128.CreateScalar(samples).AsByte()).AsInt16();

    private static uint AddBytes(uint a, uint b) => ((a & LowBits) + (b & LowBits)) ^ ((a ^ b) & ~LowBits);

    private static uint Load(ReadOnlySpan<byte> bytes, int at, int count) => count switch
    {
        4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]),
        3 => bytes[at] | ((uint)bytes[at + 1] << 8) | ((uint)bytes[at + 2] << 16),
        2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]),
        _ => bytes[at],
    };

    private static void Store(Span<byte> bytes, int at, int count, uint samples)
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

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Digits.Core.Imaging.Png;

/// <summary>Undoes the five filters of ISO/IEC 15948, clause 9, a whole pixel or vector at a time.</summary>
/// <remarks>Thread-safe. The first row has an empty row above it, which stands for zeros.</remarks>
internal static class PngFilter
{
    private const uint LowBits = 0x7F7F7F7F;
    private const uint EvenBits = 0xFEFEFEFE;

    /// <summary>Turns a filtered row into samples.</summary>
    /// <param name="filter">The row's filter, 0 to 4.</param>
    /// <param name="row">The filtered row.</param>
    /// <param name="above">The samples above it, or nothing for the first row.</param>
    /// <param name="samples">Receives the samples: other memory than the row's, or the same.</param>
    /// <param name="bytesPerPixel">1 to 4.</param>
    /// <returns>False when there is no such filter.</returns>
    public static bool TryUndo(byte filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> samples, int bytesPerPixel)
    {
        switch (filter)
        {
            case 0:
                row.CopyTo(samples);
                return true;
            case 1:
                Sub(row, samples, bytesPerPixel);
                return true;
            case 2:
                Up(row, above, samples);
                return true;
            case 3:
                Average(row, above, samples, bytesPerPixel);
                return true;
            case 4 when above.IsEmpty:
                // Without a row above, Paeth's guess is the pixel to the left.
                Sub(row, samples, bytesPerPixel);
                return true;
            case 4:
                Paeth(row, above, samples, bytesPerPixel);
                return true;
            default:
                return false;
        }
    }

    private static void Sub(ReadOnlySpan<byte> row, Span<byte> samples, int bytesPerPixel)
    {
        int at = 0;
        uint left = 0;
        if (bytesPerPixel == 4)
        {
            // Where nothing changes, which is nearly everywhere, there is nothing to add up and to wait for.
            Vector128<byte> before = default;
            for (; at <= row.Length - Vector512<byte>.Count; at += Vector512<byte>.Count)
            {
                ReadOnlySpan<byte> source = row.Slice(at, Vector512<byte>.Count);
                Span<byte> target = samples.Slice(at, Vector512<byte>.Count);
                if (Vector512.Create(source) == Vector512<byte>.Zero)
                {
                    Vector512.Create(Vector256.Create(before, before), Vector256.Create(before, before)).CopyTo(target);
                    continue;
                }

                for (int i = 0; i < target.Length; i += Vector128<byte>.Count)
                {
                    before = Sub(Vector128.Create(source[i..]), before, target[i..]);
                }
            }

            for (; at <= row.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
            {
                before = Sub(Vector128.Create(row[at..]), before, samples[at..]);
            }

            left = before.AsUInt32().ToScalar();
        }

        for (; at < row.Length; at += bytesPerPixel)
        {
            left = AddBytes(Load(row, at, bytesPerPixel), left);
            Store(samples, at, bytesPerPixel, left);
        }
    }

    /// <summary>Four pixels: sums of neighbours, then of pairs, then what has come before.</summary>
    /// <returns>The last of the pixels, four times.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Sub(Vector128<byte> row, Vector128<byte> before, Span<byte> samples)
    {
        row += Vector128.Shuffle(row.AsUInt32(), Vector128.Create(4u, 0, 1, 2)).AsByte();
        row += Vector128.Shuffle(row.AsUInt32(), Vector128.Create(4u, 4, 0, 1)).AsByte();
        row += before;
        row.CopyTo(samples);
        return Vector128.Shuffle(row.AsUInt32(), Vector128.Create(3u)).AsByte();
    }

    private static void Up(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> samples)
    {
        if (above.IsEmpty)
        {
            row.CopyTo(samples);
            return;
        }

        int at = 0;
        for (; at <= row.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            (new Vector<byte>(row[at..]) + new Vector<byte>(above[at..])).CopyTo(samples[at..]);
        }

        for (; at < row.Length; at++)
        {
            samples[at] = (byte)(row[at] + above[at]);
        }
    }

    private static void Average(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> samples, int bytesPerPixel)
    {
        uint left = 0;
        for (int at = 0; at < row.Length; at += bytesPerPixel)
        {
            uint up = above.IsEmpty ? 0 : Load(above, at, bytesPerPixel);
            uint mean = (left & up) + (((left ^ up) & EvenBits) >> 1);
            left = AddBytes(Load(row, at, bytesPerPixel), mean);
            Store(samples, at, bytesPerPixel, left);
        }
    }

    /// <summary>One pixel at a time, its samples side by side in sixteen bits each.</summary>
    private static void Paeth(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> samples, int bytesPerPixel)
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
            Store(samples, at, bytesPerPixel, Vector128.Narrow(left.AsUInt16(), left.AsUInt16()).AsUInt32().ToScalar());
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

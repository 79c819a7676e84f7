using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Digits.Core.Imaging.Png.PngPixel;

namespace Digits.Core.Imaging.Png;

/// <summary>Undoes the five filters of ISO/IEC 15948, clause 9, a whole pixel or vector at a time.</summary>
/// <remarks>Thread-safe. The first row has an empty row above it, which stands for zeros.</remarks>
internal static class PngFilter
{
    /// <summary>Turns a filtered row into samples, in its place.</summary>
    /// <param name="filter">The row's filter, 0 to 4.</param>
    /// <param name="row">The filtered row, of which the samples take the place.</param>
    /// <param name="above">The samples above it, or nothing for the first row.</param>
    /// <param name="bytesPerPixel">1 to 8.</param>
    /// <returns>False when there is no such filter.</returns>
    public static bool TryUndo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int bytesPerPixel)
    {
        switch (filter)
        {
            case 0:
            case 2 when above.IsEmpty:
                return true;
            case 1:
            case 4 when above.IsEmpty:
                // Without a row above, Paeth's guess is the pixel to the left.
                Sub(row, bytesPerPixel);
                return true;
            case 2:
                Up(row, above);
                return true;
            case 3:
                Average(row, above, bytesPerPixel);
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
        if (bytesPerPixel > sizeof(uint))
        {
            PngWideFilter.Sub(row, bytesPerPixel);
            return;
        }

        int at = 0;
        uint left = 0;
        if (bytesPerPixel == 4)
        {
            // Where nothing changes, which is nearly everywhere, there is nothing to add up and to wait for.
            Vector128<byte> before = default;
            for (; at <= row.Length - Vector512<byte>.Count; at += Vector512<byte>.Count)
            {
                Span<byte> some = row.Slice(at, Vector512<byte>.Count);
                if (Vector512.Create<byte>(some) == Vector512<byte>.Zero)
                {
                    Vector512.Create(Vector256.Create(before, before), Vector256.Create(before, before)).CopyTo(some);
                    continue;
                }

                for (int i = 0; i < some.Length; i += Vector128<byte>.Count)
                {
                    before = Sub(some[i..], before);
                }
            }

            for (; at <= row.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
            {
                before = Sub(row[at..], before);
            }

            left = before.AsUInt32().ToScalar();
        }

        for (; at < row.Length; at += bytesPerPixel)
        {
            left = AddBytes(Load(row, at, bytesPerPixel), left);
            Store(row, at, bytesPerPixel, left);
        }
    }

    /// <summary>Four pixels: sums of neighbours, then of pairs, then what has come before.</summary>
    /// <returns>The last of the pixels, four times.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Sub(Span<byte> row, Vector128<byte> before)
    {
        Vector128<byte> four = Vector128.Create<byte>(row);
        four += Vector128.Shuffle(four.AsUInt32(), Vector128.Create(4u, 0, 1, 2)).AsByte();
        four += Vector128.Shuffle(four.AsUInt32(), Vector128.Create(4u, 4, 0, 1)).AsByte();
        four += before;
        four.CopyTo(row);
        return Vector128.Shuffle(four.AsUInt32(), Vector128.Create(3u)).AsByte();
    }

    private static void Up(Span<byte> row, ReadOnlySpan<byte> above)
    {
        int at = 0;
        for (; at <= row.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            (new Vector<byte>(row[at..]) + new Vector<byte>(above[at..])).CopyTo(row[at..]);
        }

        for (; at < row.Length; at++)
        {
            row[at] += above[at];
        }
    }

    private static void Average(Span<byte> row, ReadOnlySpan<byte> above, int bytesPerPixel)
    {
        if (bytesPerPixel > sizeof(uint))
        {
            PngWideFilter.Average(row, above, bytesPerPixel);
            return;
        }

        uint left = 0;
        for (int at = 0; at < row.Length; at += bytesPerPixel)
        {
            if (bytesPerPixel == sizeof(uint) && TryFillEven(row, above, left, ref at))
            {
                continue;
            }

            uint up = above.IsEmpty ? 0 : Load(above, at, bytesPerPixel);
            left = AddBytes(Load(row, at, bytesPerPixel), MeanOfBytes(left, up));
            Store(row, at, bytesPerPixel, left);
        }
    }

    /// <summary>One pixel at a time, its samples side by side in sixteen bits each.</summary>
    private static void Paeth(Span<byte> row, ReadOnlySpan<byte> above, int bytesPerPixel)
    {
        if (bytesPerPixel > sizeof(uint))
        {
            PngWideFilter.Paeth(row, above, bytesPerPixel);
            return;
        }

        Vector128<short> left = default;
        Vector128<short> upLeft = default;
        for (int at = 0; at < row.Length; at += bytesPerPixel)
        {
            if (bytesPerPixel == sizeof(uint) && left == upLeft && TryFillEven(row, above, Narrow(left), ref at))
            {
                continue;
            }

            Vector128<short> up = Widen(Load(above, at, bytesPerPixel));
            Vector128<short> fromLeft = Vector128.Abs(up - upLeft);
            Vector128<short> fromUp = Vector128.Abs(left - upLeft);
            Vector128<short> fromUpLeft = Vector128.Abs(up + left - upLeft - upLeft);
            Vector128<short> upOrUpLeft = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(fromUp, fromUpLeft), up, upLeft);
            Vector128<short> isLeft = Vector128.LessThanOrEqual(fromLeft, Vector128.Min(fromUp, fromUpLeft));
            Vector128<short> guess = Vector128.ConditionalSelect(isLeft, left, upOrUpLeft);
            upLeft = up;

            // Bytes are added: the upper one of each sixteen bits is zero and stays so.
            left = (Widen(Load(row, at, bytesPerPixel)).AsByte() + guess.AsByte()).AsInt16();
            Store(row, at, bytesPerPixel, Narrow(left));
        }
    }

    /// <summary>
    /// Where a stretch is to be like its surroundings, and these are one colour, it is that colour: most of any canvas. Paeth's guess and
    /// the average are the same there.
    /// </summary>
    /// <returns>True where a stretch was filled; <paramref name="at"/> is then its last pixel.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryFillEven(Span<byte> row, ReadOnlySpan<byte> above, uint left, ref int at)
    {
        int size = Vector256<byte>.Count;
        if (at > row.Length - size || above.IsEmpty)
        {
            return false;
        }

        Span<byte> some = row.Slice(at, size);
        Vector256<byte> colour = Vector256.Create(left).AsByte();
        if ((Vector256.Create<byte>(some) | (Vector256.Create(above.Slice(at, size)) ^ colour)) != Vector256<byte>.Zero)
        {
            return false;
        }

        colour.CopyTo(some);
        at += size - sizeof(uint);
        return true;
    }
}

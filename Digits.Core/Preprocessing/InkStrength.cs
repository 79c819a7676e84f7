using System.Numerics;
using System.Runtime.CompilerServices;
using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing;

/// <summary>From the depth of ink to its strength: faint pens and strong ones come out alike, and paper comes out empty.</summary>
/// <remarks>Thread-safe and without state.</remarks>
internal static class InkStrength
{
    /// <summary>Ink fainter than this, of 255, is paper: 5%.</summary>
    private const int Floor = 13;

    /// <summary>The share of the ink's pixels that lie at most as deep as what gets the full strength of 255.</summary>
    private const double UnderFull = 0.9;

    /// <summary>
    /// A depth times 255 over the full depth, taken by a reciprocal in single precision, may miss a half by 10^-4, and one that is under a
    /// half stays 1/510 away from it. Added before rounding down, what lies between makes the product as exact as the quotient.
    /// </summary>
    private const float Nudge = 1f / 2048;

    /// <summary>Stretches depths so that the deepest tenth of the ink, at least, ends at 255, and clears what is paper.</summary>
    /// <param name="ink">Depths 0..255, replaced by strengths.</param>
    /// <param name="inkDepth">The mean depth of the ink, at most 255; pixels of half that depth are surely ink.</param>
    /// <returns>False where no pixel is as deep as that.</returns>
    public static bool TryNormalise(GrayImage ink, double inkDepth)
    {
        byte least = (byte)Math.Ceiling(inkDepth / 2);
        using var copied = new ScratchBytes(ink.Pixels.Length);

        // Most of a picture is paper and need not be counted again and again.
        Span<byte> deep = copied.Span[..CopyDeep(ink.Pixels, least, copied.Span)];
        int count = CountAtLeast(deep, least);
        if (count == 0)
        {
            return false;
        }

        Stretch(ink.Pixels, Percentile(deep, least, count));
        return true;
    }

    /// <summary>Turns depths into strengths: 255 depth / full, rounded half up, at most 255, and 0 for paper.</summary>
    /// <param name="depths">Replaced by the strengths.</param>
    /// <param name="full">The depth that gets the full strength, 1 or more.</param>
    public static void Stretch(Span<byte> depths, byte full)
    {
        var most = new Vector<byte>(full);
        var least = new Vector<byte>(Floor);
        float ratio = 255f / full;
        int at = 0;
        for (; at <= depths.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            Span<byte> some = depths.Slice(at, Vector<byte>.Count);
            var values = new Vector<byte>(some);
            if (values == Vector<byte>.Zero)
            {
                continue;
            }

            Vector.Widen(Vector.Min(values, most), out Vector<ushort> left, out Vector<ushort> right);
            Vector<byte> strengths = Vector.Narrow(Scale(left, ratio), Scale(right, ratio));
            (strengths & Vector.GreaterThanOrEqual(strengths, least)).CopyTo(some);
        }

        foreach (ref byte depth in depths[at..])
        {
            int strength = ((Math.Min(depth, full) * 510) + full) / (2 * full);
            depth = (byte)(strength < Floor ? 0 : strength);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<ushort> Scale(Vector<ushort> values, float ratio)
    {
        Vector.Widen(values, out Vector<uint> left, out Vector<uint> right);
        return Vector.Narrow(Scale(left, ratio), Scale(right, ratio));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Scale(Vector<uint> values, float ratio) =>
        Vector.ConvertToInt32((Vector.ConvertToSingle(values.As<uint, int>()) * ratio) + new Vector<float>(0.5f + Nudge)).As<int, uint>();

    /// <summary>Copies the vectors that hold a value of at least <paramref name="least"/>, and what is no whole vector.</summary>
    /// <returns>How many values were copied.</returns>
    private static int CopyDeep(ReadOnlySpan<byte> values, byte least, Span<byte> target)
    {
        int count = 0;
        int at = 0;
        var limit = new Vector<byte>(least);
        for (; at <= values.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            var some = new Vector<byte>(values[at..]);
            if (Vector.GreaterThanOrEqualAny(some, limit))
            {
                some.CopyTo(target[count..]);
                count += Vector<byte>.Count;
            }
        }

        values[at..].CopyTo(target[count..]);
        return count + values.Length - at;
    }

    /// <summary>The least level that has all but a tenth of the values from <paramref name="least"/> up at or under it.</summary>
    private static byte Percentile(ReadOnlySpan<byte> values, byte least, int count)
    {
        double wanted = UnderFull * count;
        (int low, int high) = (least, byte.MaxValue);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (count - CountAtLeast(values, (byte)(middle + 1)) >= wanted)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return (byte)low;
    }

    private static int CountAtLeast(ReadOnlySpan<byte> values, byte level)
    {
        var limit = new Vector<byte>(level);
        int count = 0;
        int at = 0;
        while (at <= values.Length - Vector<byte>.Count)
        {
            // Each lane counts by itself, and up to 255.
            Vector<byte> counts = default;
            int end = Math.Min(at + (byte.MaxValue * Vector<byte>.Count), values.Length - Vector<byte>.Count + 1);
            for (; at < end; at += Vector<byte>.Count)
            {
                counts -= Vector.GreaterThanOrEqual(new Vector<byte>(values[at..]), limit);
            }

            Vector.Widen(counts, out Vector<ushort> left, out Vector<ushort> right);
            count += Vector.Sum(left + right);
        }

        foreach (byte value in values[at..])
        {
            count += value >= level ? 1 : 0;
        }

        return count;
    }
}

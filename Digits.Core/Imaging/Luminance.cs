using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Digits.Core.Imaging;

/// <summary>Brightness as BT.601 weighs red, green and blue, in integers: (299 R + 587 G + 114 B + 500) / 1000.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class Luminance
{
    /// <summary>BT.601 luminance of three bands, rounded to the nearest, halves up.</summary>
    public static void Fill(ReadOnlySpan<byte> rgb, Span<byte> destination)
    {
        // Twelve bytes are four pixels, and sixteen are read for them.
        int sixteen = Vector128<byte>.Count;
        int at = 0;
        for (; at <= destination.Length - sixteen - 2; at += sixteen)
        {
            ReadOnlySpan<byte> pixels = rgb[(3 * at)..];
            Vector128<ushort> left = Vector128.Narrow(OfFour(pixels), OfFour(pixels[12..]));
            Vector128<ushort> right = Vector128.Narrow(OfFour(pixels[24..]), OfFour(pixels[36..]));
            Vector128.Narrow(left, right).CopyTo(destination[at..]);
        }

        for (; at < destination.Length; at++)
        {
            destination[at] = Of(rgb[3 * at], rgb[(3 * at) + 1], rgb[(3 * at) + 2]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> OfFour(ReadOnlySpan<byte> rgb)
    {
        const byte none = byte.MaxValue;
        Vector128<uint> pixel = Vector128.Shuffle(
            Vector128.Create(rgb), Vector128.Create(0, 1, 2, none, 3, 4, 5, none, 6, 7, 8, none, 9, 10, 11, none)).AsUInt32();
        Vector128<uint> low = Vector128.Create((uint)byte.MaxValue);
        Vector128<uint> weighted =
            ((pixel & low) * 299) + (((pixel >>> 8) & low) * 587) + ((pixel >>> 16) * 114) + Vector128.Create(500u);

        // n / 1000 = (n / 8) / 125 for n up to 255,500.
        return ((weighted >>> 3) * 134_218) >>> 24;
    }

    /// <summary>Luminance laid over white, of four bands in one pass: canvas pictures are RGBA.</summary>
    public static void FillOverWhite(ReadOnlySpan<byte> rgba, Span<byte> destination)
    {
        ReadOnlySpan<uint> source = MemoryMarshal.Cast<byte, uint>(rgba)[..destination.Length];
        int quarter = Vector<uint>.Count;
        int whole = 4 * quarter;
        if (source.Length < whole)
        {
            for (int x = 0; x < source.Length; x++)
            {
                destination[x] = OverWhite(source[x]);
            }

            return;
        }

        (uint colour, byte ofColour) = (source[0], OverWhite(source[0]));
        for (int x = 0; x < source.Length; x += whole)
        {
            // The last ones end where the row does, and some are done twice.
            int at = Math.Min(x, source.Length - whole);
            ReadOnlySpan<uint> pixels = source.Slice(at, whole);
            Span<byte> target = destination.Slice(at, whole);
            var (a, b) = (new Vector<uint>(pixels), new Vector<uint>(pixels[quarter..]));
            var (c, d) = (new Vector<uint>(pixels[(2 * quarter)..]), new Vector<uint>(pixels[(3 * quarter)..]));

            // Most of any canvas is one colour.
            var even = new Vector<uint>(colour);
            if (((a ^ even) | (b ^ even) | (c ^ even) | (d ^ even)) == Vector<uint>.Zero)
            {
                new Vector<byte>(ofColour).CopyTo(target);
                continue;
            }

            // Ink drawn in black, white or grey on paper of such a colour is its own luminance.
            if ((Tint(a) | Tint(b) | Tint(c) | Tint(d)) == Vector<uint>.Zero)
            {
                var low = new Vector<uint>(byte.MaxValue);
                Narrow(a & low, b & low, c & low, d & low).CopyTo(target);
            }
            else
            {
                Narrow(OverWhite(a), OverWhite(b), OverWhite(c), OverWhite(d)).CopyTo(target);
            }

            (colour, ofColour) = (pixels[^1], target[^1]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> Narrow(Vector<uint> a, Vector<uint> b, Vector<uint> c, Vector<uint> d) =>
        Vector.Narrow(Vector.Narrow(a, b), Vector.Narrow(c, d));

    /// <summary>Zero where red, green and blue are the same and nothing shines through.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Tint(Vector<uint> pixel) =>
        ((pixel ^ (pixel >>> 8)) & new Vector<uint>(0xFFFF)) | Vector.AndNot(new Vector<uint>(0xFF000000), pixel);

    private static byte OverWhite(uint pixel) =>
        BandPlanes.OverWhite(Of((byte)pixel, (byte)(pixel >> 8), (byte)(pixel >> 16)), (byte)(pixel >> 24));

    /// <summary>One vector of pixels, red in the lowest byte; the divisions are multiplications that are exact in this range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> OverWhite(Vector<uint> pixel)
    {
        var low = new Vector<uint>(byte.MaxValue);
        Vector<uint> alpha = pixel >>> 24;
        Vector<uint> weighted = ((pixel & low) * 299) + (((pixel >>> 8) & low) * 587) + (((pixel >>> 16) & low) * 114) + new Vector<uint>(500);

        // n / 1000 = (n / 8) / 125 for n up to 255,500.
        Vector<uint> luminance = ((weighted >>> 3) * 134_218) >>> 24;

        // n / 255 for n up to 65,535.
        return (((luminance * alpha) + ((low - alpha) * 255) + new Vector<uint>(127)) * 32_897) >>> 23;
    }

    private static byte Of(int red, int green, int blue) => (byte)(((299 * red) + (587 * green) + (114 * blue) + 500) / 1000);
}

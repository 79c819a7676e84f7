using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Digits.Core.Imaging;

/// <summary>Tells rows of grey pixels, in however many bands, from coloured ones.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class RowColours
{
    /// <summary>True where the red, green and blue of some pixel differ.</summary>
    /// <param name="row">Interleaved bands.</param>
    /// <param name="bands">1 to 4.</param>
    public static bool Any(ReadOnlySpan<byte> row, int bands) => bands switch
    {
        3 => AnyOfThree(row),
        4 => AnyOfFour(MemoryMarshal.Cast<byte, uint>(row)),
        _ => false,
    };

    private static bool AnyOfThree(ReadOnlySpan<byte> rgb)
    {
        // Sixteen bytes are five pixels and the red of the next, which is compared with itself.
        Vector128<byte> reds = Vector128.Create((byte)0, 0, 0, 3, 3, 3, 6, 6, 6, 9, 9, 9, 12, 12, 12, 15);
        int at = 0;
        for (; at <= rgb.Length - Vector128<byte>.Count; at += Vector128<byte>.Count - 1)
        {
            Vector128<byte> pixels = Vector128.Create(rgb[at..]);
            if (Vector128.Shuffle(pixels, reds) != pixels)
            {
                return true;
            }
        }

        for (; at < rgb.Length; at += 3)
        {
            if (rgb[at] != rgb[at + 1] || rgb[at] != rgb[at + 2])
            {
                return true;
            }
        }

        return false;
    }

    private static bool AnyOfFour(ReadOnlySpan<uint> rgba)
    {
        const uint redAndGreen = 0xFFFF;
        int at = 0;
        for (; at <= rgba.Length - Vector<uint>.Count; at += Vector<uint>.Count)
        {
            var pixels = new Vector<uint>(rgba[at..]);
            if (((pixels ^ (pixels >>> 8)) & new Vector<uint>(redAndGreen)) != Vector<uint>.Zero)
            {
                return true;
            }
        }

        foreach (uint pixel in rgba[at..])
        {
            if (((pixel ^ (pixel >> 8)) & redAndGreen) != 0)
            {
                return true;
            }
        }

        return false;
    }
}

using System.Numerics;

namespace Digits.Core.Imaging.Bmp;

/// <summary>Which bits of a pixel of 16 or 32 bits are its red, green, blue and opacity; a mask of 0 where there are none.</summary>
internal readonly record struct BmpMasks(uint Red, uint Green, uint Blue, uint Alpha)
{
    /// <summary>Five bits each, as 16-bit pixels are where nothing is said.</summary>
    public static BmpMasks OfSixteenBits => new(0x7C00, 0x03E0, 0x001F, 0);

    /// <summary>Eight bits each, as 32-bit pixels are where nothing is said; the fourth byte is not used.</summary>
    public static BmpMasks OfThirtyTwoBits => new(0xFF0000, 0xFF00, 0xFF, 0);

    /// <summary>True where the bits of each colour are neighbours.</summary>
    public bool AreSound => AreNeighbours(Red) && AreNeighbours(Green) && AreNeighbours(Blue) && AreNeighbours(Alpha);

    private static bool AreNeighbours(uint mask) => mask == 0 || BitOperations.IsPow2((ulong)(mask >> BitOperations.TrailingZeroCount(mask)) + 1);
}

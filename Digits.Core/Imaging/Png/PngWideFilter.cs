namespace Digits.Core.Imaging.Png;

/// <summary>Undoes the five filters for pixels of more than four bytes, a byte at a time: colours of sixteen bits a sample, which are rare.</summary>
/// <remarks>Thread-safe. Source: ISO/IEC 15948:2004, clause 9.</remarks>
internal static class PngWideFilter
{
    /// <summary>Turns a filtered row into samples, in its place.</summary>
    /// <param name="filter">The row's filter, 0 to 4.</param>
    /// <param name="row">The filtered row.</param>
    /// <param name="above">The samples above it, or nothing for the first row.</param>
    /// <param name="bytesPerPixel">1 or more.</param>
    /// <returns>False when there is no such filter.</returns>
    public static bool TryUndo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int bytesPerPixel)
    {
        for (int i = 0; i < row.Length && filter is > 0 and <= 4; i++)
        {
            int left = i < bytesPerPixel ? 0 : row[i - bytesPerPixel];
            int up = above.IsEmpty ? 0 : above[i];
            int upLeft = above.IsEmpty || i < bytesPerPixel ? 0 : above[i - bytesPerPixel];
            row[i] += (byte)(filter switch
            {
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                _ => Paeth(left, up, upLeft),
            });
        }

        return filter <= 4;
    }

    private static int Paeth(int left, int up, int upLeft)
    {
        int fromLeft = Math.Abs(up - upLeft);
        int fromUp = Math.Abs(left - upLeft);
        int fromUpLeft = Math.Abs(left + up - upLeft - upLeft);
        return fromLeft <= fromUp && fromLeft <= fromUpLeft ? left : fromUp <= fromUpLeft ? up : upLeft;
    }
}

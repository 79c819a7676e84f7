namespace Digits.Core.Imaging;

/// <summary>Turns a plane of one byte a pixel upright, as its EXIF orientation asks (CIPA DC-008, tag 0x0112).</summary>
/// <remarks>
/// The eight orientations are the eight ways to walk a stored plane by rows: a first pixel, a step to the right and a step down.
/// Values outside 1 to 8 count as 1.
/// </remarks>
internal static class ExifOrientation
{
    /// <summary>The value of a picture that is stored upright.</summary>
    public const int Upright = 1;

    /// <summary>True where the upright picture is as wide as the stored one is high.</summary>
    public static bool SwapsSides(int orientation) => orientation is >= 5 and <= 8;

    /// <summary>Turns a picture.</summary>
    /// <param name="stored">What is stored; taken over, or handed back where it is upright already.</param>
    /// <param name="orientation">Its EXIF orientation.</param>
    public static GrayImage ToUpright(GrayImage stored, int orientation)
    {
        if (orientation == Upright)
        {
            return stored;
        }

        using (stored)
        {
            bool swaps = SwapsSides(orientation);
            GrayImage upright = new(swaps ? stored.Height : stored.Width, swaps ? stored.Width : stored.Height)
            {
                SourceWidth = stored.SourceWidth,
                SourceHeight = stored.SourceHeight,
            };
            Copy(stored.Pixels, stored.Width, stored.Height, orientation, upright.Pixels);
            return upright;
        }
    }

    /// <summary>Copies a stored plane to its upright place.</summary>
    /// <param name="stored">Row-major, <paramref name="width"/> times <paramref name="height"/> bytes.</param>
    /// <param name="width">Width of <paramref name="stored"/> in pixels.</param>
    /// <param name="height">Height of <paramref name="stored"/> in pixels.</param>
    /// <param name="orientation">EXIF orientation of <paramref name="stored"/>.</param>
    /// <param name="upright">As many bytes; its width is <paramref name="height"/> where <see cref="SwapsSides"/>.</param>
    public static void Copy(ReadOnlySpan<byte> stored, int width, int height, int orientation, Span<byte> upright)
    {
        int lastColumn = width - 1;
        int lastRow = (height - 1) * width;
        (int first, int right, int down) = orientation switch
        {
            2 => (lastColumn, -1, width),
            3 => (lastRow + lastColumn, -1, -width),
            4 => (lastRow, 1, -width),
            5 => (0, width, 1),
            6 => (lastRow, -width, 1),
            7 => (lastRow + lastColumn, -width, -1),
            8 => (lastColumn, width, -1),
            _ => (0, 1, width),
        };

        int uprightWidth = SwapsSides(orientation) ? height : width;
        for (int row = first; !upright.IsEmpty; row += down)
        {
            int source = row;
            foreach (ref byte pixel in upright[..uprightWidth])
            {
                pixel = stored[source];
                source += right;
            }

            upright = upright[uprightWidth..];
        }
    }
}

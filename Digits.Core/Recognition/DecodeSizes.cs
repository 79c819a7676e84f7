using Digits.Core.Imaging;
using Digits.Core.Preprocessing;

namespace Digits.Core.Recognition;

/// <summary>How large a picture is decoded, first to look for the ink and then to look closer, and what a place in it is in the file.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class DecodeSizes
{
    /// <summary>The longest side in pixels of the decode in which the ink is looked for: four times that of the survey.</summary>
    public const int FirstSide = 4 * Survey.MaxSide;

    /// <summary>
    /// The longest side in pixels that a digit must have where its picture was reduced: at four pixels for each of the network's, where its
    /// box begins between two of them moves the answer by less than the drawing's own wavering.
    /// </summary>
    public const int LeastDigitSide = 4 * DigitTensor.BoxSide;

    /// <summary>The least longest side, a whole part of the picture's, at which a digit that was found small is as large as needed.</summary>
    /// <param name="longestSide">The picture's, in the file.</param>
    /// <param name="side">That of the decode in which the digit was found.</param>
    /// <param name="digitSide">The digit's in it.</param>
    public static int SecondSide(int longestSide, int side, int digitSide)
    {
        int factor = Math.Max(1, longestSide / (side * LeastDigitSide / digitSide));
        return Math.Min((longestSide + factor - 1) / factor, ImageDecoder.MaxLongestSide);
    }

    /// <summary>The crop in the pixels of what was sent, of which the decoder may have made fewer.</summary>
    public static CropBox CropInFile(PixelBox crop, GrayImage picture)
    {
        double x = (double)picture.SourceWidth / picture.Width;
        double y = (double)picture.SourceHeight / picture.Height;
        int left = (int)(crop.Left * x);
        int top = (int)(crop.Top * y);
        return new CropBox(
            left,
            top,
            Math.Min((int)Math.Ceiling(crop.Right * x), picture.SourceWidth) - left,
            Math.Min((int)Math.Ceiling(crop.Bottom * y), picture.SourceHeight) - top);
    }
}

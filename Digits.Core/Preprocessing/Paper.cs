using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing;

/// <summary>What the picture would look like without ink, and so how deep the ink lies at each pixel.</summary>
/// <param name="darkInk">True when the ink is darker than the paper.</param>
internal abstract class Paper(bool darkInk)
{
    /// <summary>True when the ink is darker than the paper.</summary>
    public bool DarkInk { get; } = darkInk;

    /// <summary>Writes the depth of the ink, 0 (paper) to 255, for one box of a picture.</summary>
    /// <param name="picture">The picture, or its survey.</param>
    /// <param name="box">The part to measure.</param>
    /// <param name="scale">How many of this picture's pixels one pixel of the survey stands for: 1 for the survey itself.</param>
    /// <param name="depth">Receives the depths; as large as the box.</param>
    public abstract void MeasureDepth(GrayImage picture, PixelBox box, int scale, GrayImage depth);
}

using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Core.Recognition;

namespace Digits.Core.Segmentation;

/// <summary>The ink of a line as strengths, at a size at which its digits have some pixels for each of the network's, and where it lies in the picture.</summary>
/// <param name="Plane">Strengths 0 (paper) to 255; owned.</param>
/// <param name="Left">The column of the decoded picture in which the plane begins.</param>
/// <param name="Top">The row of the decoded picture in which the plane begins.</param>
/// <param name="Factor">How many of the decoded picture's pixels one of the plane's stands for, along each side.</param>
/// <param name="DarkInk">True when the ink is darker than the paper.</param>
internal sealed record NumberInk(GrayImage Plane, int Left, int Top, int Factor, bool DarkInk) : IDisposable
{
    /// <summary>The height in pixels that a line's digits are given at least, where the picture has them.</summary>
    public const int LeastHeight = 72;

    /// <summary>How the ink was found.</summary>
    public Reading Reading { get; init; }

    /// <summary>True where the light falls unevenly, so that shadows may pass for ink.</summary>
    public bool IsUneven { get; init; }

    /// <summary>A box of the plane in the pixels of the decoded picture.</summary>
    public PixelBox ToPicture(PixelBox box, GrayImage picture) => new(
        Left + (box.Left * Factor),
        Top + (box.Top * Factor),
        Math.Min(Left + (box.Right * Factor), picture.Width),
        Math.Min(Top + (box.Bottom * Factor), picture.Height));

    public void Dispose() => Plane.Dispose();
}

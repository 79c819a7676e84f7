using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Tests.Support;

namespace Digits.Tests.Preprocessing;

public sealed class EvenPaperTests
{
    // Widths around one and two vectors, from a box inside a larger picture.
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(71)]
    public void MeasureDepth_Noise_IsTheGapOnTheInksSide(int width)
    {
        using GrayImage picture = Picture.Noise(80, 6, seed: width, 0, 255);
        var box = new PixelBox(5, 1, 5 + width, 5);
        foreach (bool darkInk in new[] { true, false })
        {
            using GrayImage depth = new(width, 4);
            new EvenPaper(130, darkInk).MeasureDepth(picture, box, 1, depth);
            for (int i = 0; i < width * 4; i++)
            {
                int gap = 130 - picture.Row(1 + (i / width))[5 + (i % width)];
                Assert.Equal(Math.Max(darkInk ? gap : -gap, 0), depth.Pixels[i]);
            }
        }
    }
}

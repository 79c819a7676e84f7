using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Core.Preprocessing.Isolation;
using Digits.Core.Recognition;
using Digits.Tests.Imaging.Png;
using Digits.Tests.Support;

namespace Digits.Tests.Preprocessing.Isolation;

public sealed class StrokeEdgesTests
{
    // A bar whose edges take so many pixels from paper to ink.
    [Theory]
    [InlineData(1, true)]
    [InlineData(6, true)]
    [InlineData(40, false)]
    public void AreSteep_BarOfSoftness_TellsTheSharperFromTheSlope(int softness, bool steep)
    {
        using GrayImage picture = Picture.From(120, 20, (x, _) => 220 - (int)(150 * Math.Clamp((x - 30d) / softness, 0, 1)));
        InkRun[] runs = [.. Enumerable.Range(0, 20).Select(y => new InkRun(y, 20, 120))];
        Assert.Equal(steep, StrokeEdges.AreSteep(picture, runs, new PixelBox(20, 0, 120, 20)));
    }

    // Light that falls off over the whole picture, in any direction, holds no digit.
    [Theory]
    [InlineData(90, 178, 1, 2)]
    [InlineData(44, 299, 1, 0)]
    [InlineData(216, 305, -3, 2)]
    [InlineData(150, 150, 0, -1)]
    public void Read_Gradient_GivesNoStrokes(int width, int height, int right, int down)
    {
        byte[] rows = new byte[(width + 1) * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                // From 0 at the darkest corner to 1 at the lightest.
                double fall = (right * (double)x / width) + (down * (double)y / height) - Math.Min(right, 0) - Math.Min(down, 0);
                rows[(y * (width + 1)) + 1 + x] = (byte)(255 * fall / (Math.Abs(right) + Math.Abs(down)));
            }
        }

        byte[] file = PngFile.Of(width, height, 0, 8, rows, [], [], 1);
        Assert.Null(new PictureReader(new ImageDecoder(new ImageCodec())).ReadAgain(file));
    }
}

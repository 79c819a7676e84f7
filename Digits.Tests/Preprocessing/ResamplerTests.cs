using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Tests.Support;

namespace Digits.Tests.Preprocessing;

public sealed class ResamplerTests
{
    private const float Tolerance = 1e-3f;

    [Fact]
    public void Resample_RatioOne_IsTheIdentity()
    {
        using GrayImage picture = Picture.Noise(7, 5, seed: 1, 0, 255);
        float[] expected = [.. picture.Pixels.ToArray().Select(level => (float)level)];
        Assert.Equal(expected, Resample(picture, 7, 5));
    }

    [Fact]
    public void Resample_TwoToOne_AveragesBlocksExactly()
    {
        using GrayImage picture = Picture.From(4, 2, (x, y) => (10 * x) + (100 * y));
        Assert.Equal([55, 75], Resample(picture, 2, 1));
    }

    // Three pixels to two: the middle one is shared by halves, (2a + b) / 3 and (b + 2c) / 3.
    [Fact]
    public void Resample_ThreeToTwo_SharesTheMiddlePixel()
    {
        using GrayImage picture = Picture.From(3, 1, (x, _) => x == 1 ? 90 : 0);
        Assert.All(Resample(picture, 2, 1), value => Assert.Equal(30, value, Tolerance));
    }

    // Targets' centres lie at -0.25, 0.25, 0.75 and 1.25 of the source's.
    [Fact]
    public void Resample_OneToTwo_InterpolatesLinearly()
    {
        using GrayImage picture = Picture.From(2, 1, (x, _) => 100 * x);
        Assert.Equal([0, 25, 75, 100], Resample(picture, 4, 1));
    }

    [Fact]
    public void Resample_OnePixel_FillsTheTarget()
    {
        using GrayImage picture = Picture.Filled(1, 1, 77);
        Assert.All(Resample(picture, 20, 20), value => Assert.Equal(77, value));
    }

    // The weights of each target pixel sum to 1 when a plane of one level keeps it.
    [Theory]
    [InlineData(1, 20)]
    [InlineData(3, 20)]
    [InlineData(13, 20)]
    [InlineData(19, 20)]
    [InlineData(21, 20)]
    [InlineData(23, 7)]
    [InlineData(47, 20)]
    [InlineData(128, 20)]
    [InlineData(2048, 20)]
    public void Resample_EvenPlane_KeepsItsLevel(int source, int target)
    {
        using GrayImage picture = Picture.Filled(source, 3, 200);
        Assert.All(Resample(picture, target, 3), value => Assert.Equal(200, value, Tolerance));
    }

    [Theory]
    [InlineData(40, 30, 20, 15)]
    [InlineData(47, 31, 20, 13)]
    [InlineData(333, 100, 20, 6)]
    [InlineData(20, 20, 20, 20)]
    public void Resample_GoingDown_ConservesTheMean(int width, int height, int targetWidth, int targetHeight)
    {
        using GrayImage picture = Picture.Noise(width, height, seed: 4, 0, 255);
        double mean = picture.Pixels.ToArray().Average(level => (double)level);
        Assert.Equal(mean, Resample(picture, targetWidth, targetHeight).Average(), Tolerance);
    }

    // Widths around one and several vectors; every sum in the order of the source, so that the last bit is the same.
    [Theory]
    [InlineData(13, 40, 10)]
    [InlineData(21, 40, 20)]
    [InlineData(31, 40, 20)]
    [InlineData(32, 45, 20)]
    [InlineData(75, 64, 20)]
    [InlineData(200, 181, 19)]
    public void Resample_BoxWithinAPicture_IsTheWeightedSumOfItsPixels(int width, int height, int side)
    {
        using GrayImage picture = Picture.Noise(width + 9, height + 5, seed: width, 0, 255);
        picture.Pixels[(picture.Width * 10)..(picture.Width * 20)].Clear();
        float[] target = new float[side * side];
        Resampler.Resample(picture, new PixelBox(4, 3, width + 4, height + 3), target, side, side);
        float[] low = new float[side * width];
        for (int y = 0; y < side; y++)
        {
            for (int row = 0; row < height; row++)
            {
                float weight = Overlap(y, row, height, side);
                for (int x = 0; x < width; x++)
                {
                    low[(y * width) + x] += picture.Row(row + 3)[x + 4] * weight;
                }
            }
        }

        for (int i = 0; i < side * side; i++)
        {
            float sum = 0;
            for (int x = 0; x < width; x++)
            {
                sum += low[(i / side * width) + x] * Overlap(i % side, x, width, side);
            }

            Assert.Equal(sum, target[i]);
        }
    }

    /// <summary>How much of target pixel i source pixel x makes up.</summary>
    private static float Overlap(int i, int x, int source, int target)
    {
        double ratio = (double)source / target;
        return (float)(Math.Max(Math.Min(x + 1, (i + 1) * ratio) - Math.Max(x, i * ratio), 0) / ratio);
    }

    [Fact]
    public void Resample_Box_TakesNothingFromOutsideIt()
    {
        using GrayImage picture = Picture.Filled(9, 9, 255).With(3, 2, 4, 5, 10);
        float[] target = new float[4];
        Resampler.Resample(picture, new PixelBox(3, 2, 7, 7), target, 2, 2);
        Assert.All(target, value => Assert.Equal(10, value, Tolerance));
    }

    [Fact]
    public void Resample_TargetInUse_OverwritesIt()
    {
        using GrayImage picture = Picture.Filled(2, 2, 10);
        float[] target = [99, 99, 99, 99];
        Resampler.Resample(picture, new PixelBox(0, 0, 2, 2), target, 2, 2);
        Assert.Equal([10, 10, 10, 10], target);
    }

    private static float[] Resample(GrayImage picture, int width, int height)
    {
        float[] target = new float[width * height];
        Resampler.Resample(picture, new PixelBox(0, 0, picture.Width, picture.Height), target, width, height);
        return target;
    }
}

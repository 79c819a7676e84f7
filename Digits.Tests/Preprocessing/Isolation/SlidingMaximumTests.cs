using Digits.Core.Imaging;
using Digits.Core.Preprocessing.Isolation;
using Digits.Tests.Support;

namespace Digits.Tests.Preprocessing.Isolation;

public sealed class SlidingMaximumTests
{
    [Theory]
    [InlineData(1, 1, 4)]
    [InlineData(7, 5, 1)]
    [InlineData(40, 33, 3)]
    [InlineData(130, 71, 16)]
    [InlineData(20, 150, 40)]
    public void AlongRows_Noise_IsTheGreatestOfEachWindow(int width, int height, int radius)
    {
        using GrayImage plane = Picture.Noise(width, height, 1, 0, 255);
        using GrayImage expected = Picture.From(width, height, (x, y) =>
            Enumerable.Range(x - radius, (2 * radius) + 1).Where(at => at >= 0 && at < width).Max(at => plane.Row(y)[at]));
        SlidingMaximum.AlongRows(plane, radius);
        Assert.Equal(expected.Pixels.ToArray(), plane.Pixels.ToArray());
    }

    [Theory]
    [InlineData(1, 1, 4)]
    [InlineData(7, 5, 1)]
    [InlineData(40, 33, 3)]
    [InlineData(130, 71, 16)]
    [InlineData(150, 20, 40)]
    public void AlongColumns_Noise_IsTheGreatestOfEachWindow(int width, int height, int radius)
    {
        using GrayImage plane = Picture.Noise(width, height, 1, 0, 255);
        using GrayImage expected = Picture.From(width, height, (x, y) =>
            Enumerable.Range(y - radius, (2 * radius) + 1).Where(at => at >= 0 && at < height).Max(at => plane.Row(at)[x]));
        SlidingMaximum.AlongColumns(plane, radius);
        Assert.Equal(expected.Pixels.ToArray(), plane.Pixels.ToArray());
    }
}

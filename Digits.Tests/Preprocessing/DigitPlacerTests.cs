using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Tests.Support;

namespace Digits.Tests.Preprocessing;

public sealed class DigitPlacerTests
{
    [Theory]
    [InlineData(40, 20, 20, 10)]
    [InlineData(20, 40, 10, 20)]
    [InlineData(7, 7, 20, 20)]
    [InlineData(1, 1, 20, 20)]
    [InlineData(10, 200, 1, 20)]
    [InlineData(2000, 3, 20, 1)]
    [InlineData(41, 3, 20, 1)]
    [InlineData(40, 3, 20, 2)]
    public void Place_SolidBox_HasALongestSideOfTwenty(int width, int height, int expectedWidth, int expectedHeight)
    {
        using GrayImage ink = Picture.Filled(width, height, 255);
        using DigitTensor tensor = DigitPlacer.Place(ink, new PixelBox(0, 0, width, height));
        PixelBox box = BoxOf(tensor);
        Assert.Equal((expectedWidth, expectedHeight), (box.Width, box.Height));
    }

    // The centre of mass of 19 rows is row 9, which comes to lie on row 14.
    [Fact]
    public void Place_CentreOfMassOnAPixel_PutsItOnIndexFourteen()
    {
        using GrayImage ink = Picture.Filled(20, 19, 255);
        using DigitTensor tensor = DigitPlacer.Place(ink, new PixelBox(0, 0, 20, 19));
        Assert.Equal(5, BoxOf(tensor).Top);
    }

    // The right column weighs 19 times the left one: the centre is at 17.1, and 14 - 17.1 rounds to -3, which is clamped.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(19, 8)]
    public void Place_LopsidedInk_IsClampedInsideTheTensor(int heavyColumn, int expectedLeft)
    {
        using GrayImage ink = Picture.Filled(20, 20, 1).With(19 - heavyColumn, 0, 1, 20, 255);
        using DigitTensor tensor = DigitPlacer.Place(ink, new PixelBox(0, 0, 20, 20));
        Assert.Equal(expectedLeft, BoxOf(tensor).Left);
    }

    // With column c as heavy as the others together and one more, the centre is at 4.75 + c / 2; the left edge is 14 less that, rounded.
    [Theory]
    [InlineData(8, 5)]
    [InlineData(11, 4)]
    [InlineData(13, 3)]
    public void Place_CentreOfMassBetweenPixels_IsRounded(int heavyColumn, int expectedLeft)
    {
        using GrayImage ink = Picture.Filled(20, 20, 10).With(heavyColumn, 0, 1, 20, 210);
        using DigitTensor tensor = DigitPlacer.Place(ink, new PixelBox(0, 0, 20, 20));
        Assert.Equal(expectedLeft, BoxOf(tensor).Left);
    }

    // The centre lies exactly between two pixels, and the sums' rounding errors must not decide: training sums in another order.
    [Theory]
    [InlineData(20, 20)]
    [InlineData(37, 40)]
    [InlineData(101, 97)]
    [InlineData(60, 33)]
    public void Place_SymmetricInk_LiesTowardsTheLowerRight(int width, int height)
    {
        using GrayImage ink = Picture.From(width, height, (x, y) => 255 - (3 * Math.Abs((2 * x) + 1 - width) / 2) - Math.Abs((2 * y) + 1 - height));
        using DigitTensor tensor = DigitPlacer.Place(ink, new PixelBox(0, 0, width, height));
        PixelBox box = BoxOf(tensor);
        Assert.Equal((14 - ((box.Width - 1) / 2), 14 - ((box.Height - 1) / 2)), (box.Left, box.Top));
    }

    [Fact]
    public void Place_FaintInk_IsStretchedToOne()
    {
        using GrayImage ink = Picture.Filled(20, 20, 30).With(9, 0, 2, 20, 60);
        using DigitTensor tensor = DigitPlacer.Place(ink, new PixelBox(0, 0, 20, 20));
        Assert.Equal((0.5f, 1f), (tensor.Values.ToArray().Where(value => value > 0).Min(), tensor.Values.ToArray().Max()));
    }

    // Tensors come from a pool: what was in them must not show around the digit.
    [Fact]
    public void Place_RentedMemoryInUseBefore_IsClearedAround()
    {
        using (var dirty = new DigitTensor())
        {
            dirty.Values.Fill(9);
        }

        using GrayImage ink = Picture.Filled(20, 20, 255);
        using DigitTensor tensor = DigitPlacer.Place(ink, new PixelBox(0, 0, 20, 20));
        Assert.Equal(400, tensor.Values.ToArray().Sum(), 1e-3f);
    }

    private static PixelBox BoxOf(DigitTensor tensor)
    {
        var pixels = Enumerable.Range(0, DigitTensor.Length).Where(i => tensor.Memory.Span[i] > 0).ToArray();
        return new PixelBox(
            pixels.Min(i => i % DigitTensor.Side),
            pixels.Min(i => i / DigitTensor.Side),
            pixels.Max(i => i % DigitTensor.Side) + 1,
            pixels.Max(i => i / DigitTensor.Side) + 1);
    }
}

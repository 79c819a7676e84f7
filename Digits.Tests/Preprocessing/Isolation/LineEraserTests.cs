using Digits.Core.Imaging;
using Digits.Core.Preprocessing.Isolation;
using Digits.Tests.Support;

namespace Digits.Tests.Preprocessing.Isolation;

public sealed class LineEraserTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Erase_RuledLines_TakesThemAway(int slant)
    {
        using GrayImage depth = Picture.From(100, 90, (x, y) => (y + (x * slant / 100)) % 30 is 10 or 11 ? 80 : 0);
        Assert.Equal(3, LineEraser.Erase(depth).Count);
        Assert.True(depth.Pixels.ToArray().Count(value => value > 0) <= 6);
    }

    [Fact]
    public void Erase_StrokeAcrossALine_StaysWhole()
    {
        using GrayImage depth = Picture.Filled(100, 100, 0).With(0, 30, 100, 2, 120).With(0, 70, 100, 2, 120).With(48, 10, 5, 80, 200);
        Assert.Equal(2, LineEraser.Erase(depth).Count);
        using GrayImage stroke = Picture.Filled(100, 100, 0).With(48, 10, 5, 80, 200);
        Assert.All(Enumerable.Range(10, 80), y => Assert.Equal(5, depth.Row(y)[48..53].ToArray().Count(value => value > 0)));
        Assert.Equal(0, depth.Row(30)[10]);
    }

    [Fact]
    public void Erase_FrameWhoseSidesEndAtOneAnother_TakesItAway()
    {
        using GrayImage depth = Picture.Filled(100, 100, 0).With(0, 8, 100, 4, 250).With(6, 12, 4, 88, 250).With(40, 40, 6, 30, 120);
        Assert.Equal(2, LineEraser.Erase(depth).Count);
        Assert.Equal(30, Enumerable.Range(0, 100).Count(y => depth.Row(y).ToArray().Any(value => value is > 0 and < 200)));
    }

    // A four that was cut out along its ink: its stem and its bar reach from side to side.
    [Fact]
    public void Erase_StrokesOfADigitWithoutMargin_LeavesThem()
    {
        using GrayImage depth = Picture.Filled(100, 100, 0).With(60, 0, 10, 100, 200).With(0, 60, 100, 10, 200).With(20, 0, 10, 60, 200);
        byte[] before = depth.Pixels.ToArray();
        Assert.Equal(0, LineEraser.Erase(depth).Count);
        Assert.Equal(before, depth.Pixels.ToArray());
    }

    [Fact]
    public void Erase_StrokeThatReachesNoSide_LeavesIt()
    {
        using GrayImage depth = Picture.Filled(100, 100, 0).With(50, 15, 3, 70, 200);
        Assert.Equal(0, LineEraser.Erase(depth).Count);
    }

    [Fact]
    public void Erase_TinyPicture_LeavesIt()
    {
        using GrayImage depth = Picture.Filled(20, 20, 0).With(0, 10, 20, 1, 200);
        Assert.Equal(0, LineEraser.Erase(depth).Count);
    }
}

using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Tests.Support;

namespace Digits.Tests.Preprocessing;

public sealed class InkShapeTests
{
    [Fact]
    public void IsBlot_Disk_IsTrue() => Assert.True(IsBlot((x, y) => ((x - 13.5) * (x - 13.5)) + ((y - 13.5) * (y - 13.5)) <= 100));

    [Fact]
    public void IsBlot_Ring_IsFalse() => Assert.False(IsBlot((x, y) => (((x - 13.5) * (x - 13.5)) + ((y - 13.5) * (y - 13.5))) is <= 100 and > 20));

    [Fact]
    public void IsBlot_UprightBar_IsFalse() => Assert.False(IsBlot((x, y) => x is >= 11 and < 16 && y is >= 4 and < 24));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void IsBlot_DiskInAPicture_IsTrue(bool darkInk)
    {
        using GrayImage picture = Picture.From(60, 60, (x, y) => Level(Away(x, y) <= 400, darkInk));
        Assert.True(InkShape.IsBlot(picture, new PixelBox(10, 10, 50, 50), darkInk));
    }

    [Fact]
    public void IsBlot_RingInAPicture_IsFalse()
    {
        using GrayImage picture = Picture.From(60, 60, (x, y) => Level(Away(x, y) is <= 400 and > 80, true));
        Assert.False(InkShape.IsBlot(picture, new PixelBox(10, 10, 50, 50), darkInk: true));
    }

    [Fact]
    public void AreSideBySide_TwoPartsOfOneHeight_IsTrue() =>
        Assert.True(InkShape.AreSideBySide([new PixelBox(0, 0, 10, 30), new PixelBox(12, 2, 20, 30)], new PixelBox(0, 0, 20, 30)));

    // The bar over a five, and a four whose strokes do not meet.
    [Theory]
    [InlineData(0, 10, 20, 30, 5, 0, 22, 8)]
    [InlineData(0, 0, 12, 18, 14, 2, 18, 30)]
    public void AreSideBySide_PartsOfOneDigit_IsFalse(int left, int top, int right, int bottom, int left2, int top2, int right2, int bottom2)
    {
        var first = new PixelBox(left, top, right, bottom);
        var second = new PixelBox(left2, top2, right2, bottom2);
        Assert.False(InkShape.AreSideBySide([first, second], first.Union(second)));
    }

    [Fact]
    public void IsBarBeside_Underline_IsTrue() => Assert.True(InkShape.IsBarBeside(new PixelBox(0, 45, 40, 49), new PixelBox(10, 0, 30, 40)));

    [Fact]
    public void IsBarBeside_BarCloseAboveTheDigit_IsFalse() =>
        Assert.False(InkShape.IsBarBeside(new PixelBox(8, 0, 34, 4), new PixelBox(10, 6, 30, 46)));

    private static double Away(int x, int y) => ((x - 29.5) * (x - 29.5)) + ((y - 29.5) * (y - 29.5));

    private static int Level(bool isInk, bool darkInk) => isInk == darkInk ? 60 : 200;

    private static bool IsBlot(Func<int, int, bool> isInk)
    {
        byte[] pixels = [.. Enumerable.Range(0, DigitTensor.Length).Select(i => isInk(i % DigitTensor.Side, i / DigitTensor.Side) ? byte.MaxValue : (byte)0)];
        using DigitTensor tensor = DigitTensor.FromPixels(pixels);
        return InkShape.IsBlot(tensor);
    }
}

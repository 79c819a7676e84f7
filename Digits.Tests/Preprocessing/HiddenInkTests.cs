using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Tests.Support;

namespace Digits.Tests.Preprocessing;

public sealed class HiddenInkTests
{
    private static readonly PixelBox Bar = new(40, 20, 60, 80);

    [Theory]
    [InlineData(200, true)]
    [InlineData(180, true)]
    [InlineData(120, false)]
    public void IsHidden_BarOfAnotherHue_GoesByItsLuminance(byte luminance, bool isHidden)
    {
        using HuePicture picture = new(WithBar(128, 220), WithBar(200, luminance));
        Assert.Equal(isHidden, HiddenInk.IsHidden(picture, new PixelBox(35, 15, 65, 85)));
    }

    [Fact]
    public void IsHidden_LightThatFallsAcrossTheInk_IsHidden()
    {
        using HuePicture picture = new(WithBar(128, 220), Picture.From(100, 100, (x, _) => 230 - (2 * x)));
        Assert.True(HiddenInk.IsHidden(picture, new PixelBox(35, 15, 65, 85)));
    }

    [Fact]
    public void HasContrast_Grain_IsFalse()
    {
        var random = new Random(1);
        using GrayImage hue = Picture.From(128, 128, (_, _) => 124 + random.Next(9));
        Assert.False(HiddenInk.HasContrast(hue));
    }

    [Fact]
    public void HasContrast_Bar_IsTrue()
    {
        using GrayImage hue = WithBar(128, 150);
        Assert.True(HiddenInk.HasContrast(hue));
    }

    [Fact]
    public void Covers_TraceWithinTheMargin_IsTrue() => Assert.True(HiddenInk.Covers(Bar, new PixelBox(15, 10, 30, 42), 2));

    [Fact]
    public void Covers_OtherInkBeside_IsFalse() => Assert.False(HiddenInk.Covers(Bar, new PixelBox(15, 10, 45, 42), 2));

    private static GrayImage WithBar(byte paper, byte ink) => Picture.Filled(100, 100, paper).With(Bar.Left, Bar.Top, Bar.Width, Bar.Height, ink);
}

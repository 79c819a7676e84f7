using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Core.Preprocessing.Isolation;
using Digits.Tests.Support;

namespace Digits.Tests.Preprocessing.Isolation;

public sealed class DigitIsolatorTests
{
    private static readonly PixelBox Bar = new(45, 30, 55, 70);

    [Fact]
    public void Isolate_BlankPicture_IsNull()
    {
        using GrayImage picture = Picture.Filled(100, 100, 200);
        Assert.Null(DigitIsolator.Isolate(picture));
    }

    [Fact]
    public void Isolate_StepInBrightness_IsNull()
    {
        using GrayImage picture = Picture.From(100, 100, (x, y) => x + (y / 3) < 60 ? 220 : 110);
        Assert.Null(DigitIsolator.Isolate(picture));
    }

    [Theory]
    [InlineData(230, 30)]
    [InlineData(30, 230)]
    public void Isolate_StrokeOnPaper_FindsIt(byte paper, byte ink)
    {
        using GrayImage picture = WithBar(Picture.Filled(100, 100, paper), ink);
        using IsolatedDigit? digit = DigitIsolator.Isolate(picture);
        Assert.Equal((Bar, paper > ink), (digit?.Crop, digit?.Inverted));
    }

    [Fact]
    public void Isolate_FrameInsideAMargin_IsLeftOut()
    {
        using GrayImage picture = WithBar(Picture.Filled(100, 100, 230).With(10, 10, 80, 80, 30).With(13, 13, 74, 74, 230), 30);
        using IsolatedDigit? digit = DigitIsolator.Isolate(picture);
        Assert.Equal((Bar, true), (digit?.Crop, digit?.HadFrame));
    }

    [Fact]
    public void Isolate_NeighbourThatIsCutOff_IsLeftOut()
    {
        using GrayImage picture = WithBar(Picture.Filled(100, 100, 230).With(0, 25, 8, 50, 30), 30);
        using IsolatedDigit? digit = DigitIsolator.Isolate(picture);
        Assert.Equal(Bar, digit?.Crop);
    }

    [Fact]
    public void Isolate_TwoDigits_AreSuspected()
    {
        using GrayImage picture = WithBar(Picture.Filled(100, 100, 230).With(25, 30, 10, 38, 30), 30);
        using IsolatedDigit? digit = DigitIsolator.Isolate(picture);
        Assert.Equal((25, Suspicion.NoDigit), (digit?.Crop.Left, digit?.Suspicion));
    }

    [Fact]
    public void Isolate_SmallDigitInALargePicture_IsLookedAtCloser()
    {
        using GrayImage picture = Picture.Filled(500, 400, 230).With(301, 201, 9, 41, 30);
        using IsolatedDigit? digit = DigitIsolator.Isolate(picture);
        Assert.Equal(new PixelBox(301, 201, 310, 242), digit?.Crop);
    }

    // The lines are 40 levels deep. What is left of one is as faint; a pen's stroke may be as thin.
    [Theory]
    [InlineData(180, true)]
    [InlineData(60, false)]
    public void Isolate_ThinStrokeOnRuledPaper_IsSuspectedWhereItIsAsFaintAsTheLines(byte ink, bool isSuspected)
    {
        using GrayImage picture = Picture.From(200, 200, (x, y) =>
            y % 40 is 10 or 11 ? 190 : y is > 93 and < 128 && x - 90 - (y / 6) is 0 or 1 ? ink : 230);
        using IsolatedDigit? digit = DigitIsolator.Isolate(picture);
        Assert.Equal(isSuspected, digit?.Suspicion == Suspicion.NoDigit);
    }

    [Theory]
    [InlineData(176, true)]
    [InlineData(90, false)]
    public void Isolate_LongBarBetweenLines_IsSuspectedAlongThePicturesSide(int left, bool isSuspected)
    {
        using GrayImage picture = Picture.From(200, 200, (x, y) =>
            y is 8 or 9 or 190 or 191 ? 190 : y is > 20 and < 180 && x - left - ((y - 100) * (y - 100) / 500) is >= 0 and < 7 ? 30 : 230);
        using IsolatedDigit? digit = DigitIsolator.Isolate(picture);
        Assert.Equal(isSuspected, digit?.Suspicion == Suspicion.NoDigit);
    }

    private static GrayImage WithBar(GrayImage picture, byte ink) => picture.With(Bar.Left, Bar.Top, Bar.Width, Bar.Height, ink);
}

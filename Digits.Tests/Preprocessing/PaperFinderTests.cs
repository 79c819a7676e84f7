using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Tests.Support;

namespace Digits.Tests.Preprocessing;

public sealed class PaperFinderTests
{
    [Fact]
    public void TryFind_DarkBarOnLight_FindsDarkInkOfThatDepth()
    {
        using GrayImage picture = Picture.Filled(20, 20, 230).With(8, 4, 4, 12, 30);
        Assert.True(PaperFinder.TryFind(picture, out Paper? paper, out double inkDepth));
        Assert.Equal((true, 200), (paper.DarkInk, inkDepth));
    }

    [Fact]
    public void TryFind_LightBarOnDark_FindsLightInkOfThatDepth()
    {
        using GrayImage picture = Picture.Filled(20, 20, 30).With(8, 4, 4, 12, 230);
        Assert.True(PaperFinder.TryFind(picture, out Paper? paper, out double inkDepth));
        Assert.Equal((false, 200), (paper.DarkInk, inkDepth));
    }

    // Ink may cover more than half of the picture, as long as paper shows at the edges.
    [Fact]
    public void TryFind_InkOnMostOfThePicture_IsStillInk()
    {
        using GrayImage picture = Picture.Filled(20, 20, 255).With(2, 2, 16, 16, 0);
        Assert.True(PaperFinder.TryFind(picture, out Paper? paper, out _));
        Assert.True(paper.DarkInk);
    }

    [Theory]
    [InlineData(0, 255, true)]
    [InlineData(255, 0, false)]
    public void TryFind_FrameRoundThePicture_IsNotItsPaper(byte frame, byte inside, bool darkInk)
    {
        using GrayImage picture = Picture.Filled(60, 60, frame).With(2, 2, 56, 56, inside).With(28, 15, 4, 30, frame);
        Assert.True(PaperFinder.TryFind(picture, out Paper? paper, out _));
        Assert.Equal(darkInk, paper.DarkInk);
    }

    // Half of the ring is dark: then the larger half of the whole picture is the paper.
    [Fact]
    public void TryFind_RingInHalves_TakesTheMajorityOfAllPixels()
    {
        using GrayImage picture = Picture.Of("#...", "#...", "##..", "##..");
        picture.Row(0)[1] = 255;
        Assert.True(PaperFinder.TryFind(picture, out Paper? paper, out _));
        Assert.False(paper.DarkInk);
    }

    [Theory]
    [InlineData(15, false)]
    [InlineData(16, true)]
    public void TryFind_Contrast_DecidesWhetherThereIsInk(int contrast, bool expected)
    {
        using GrayImage picture = Picture.Filled(20, 20, 200).With(8, 4, 4, 12, (byte)(200 - contrast));
        Assert.Equal(expected, PaperFinder.TryFind(picture, out _, out _));
    }

    [Fact]
    public void TryFind_BlankOfEachLevel_FindsNoInk()
    {
        for (int level = 0; level <= 255; level++)
        {
            using GrayImage picture = Picture.Filled(9, 7, (byte)level);
            Assert.False(PaperFinder.TryFind(picture, out _, out _), $"level {level}");
        }
    }

    [Theory]
    [InlineData(0, 255)]
    [InlineData(100, 160)]
    [InlineData(195, 255)]
    public void TryFind_NothingButNoise_FindsNoInk(int least, int greatest)
    {
        using GrayImage picture = Picture.Noise(100, 100, seed: 3, least, greatest);
        Assert.False(PaperFinder.TryFind(picture, out _, out _));
    }

    [Fact]
    public void TryFind_OnePixel_FindsNoInk()
    {
        using GrayImage picture = Picture.Filled(1, 1, 0);
        Assert.False(PaperFinder.TryFind(picture, out _, out _));
    }
}

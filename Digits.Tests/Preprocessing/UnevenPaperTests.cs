using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Tests.Support;

namespace Digits.Tests.Preprocessing;

public sealed class UnevenPaperTests
{
    private const int Side = 100;

    [Fact]
    public void LightFieldOf_SlopeWithInk_FollowsThePaperUnderTheInk()
    {
        using GrayImage picture = SlopeWithBar(ink: 20);
        LightField light = LightField.Of(picture);
        Assert.True(light.DarkInk);
        // The paper under the middle of the bar would be 200; the field there is read off its surroundings.
        Assert.InRange(light.Field[(50 * Side) + 50], 190, 210);
    }

    [Fact]
    public void LightFieldOf_EvenPaper_IsThatLevelWithoutNoise()
    {
        using GrayImage picture = Picture.Filled(60, 60, 180);
        LightField light = LightField.Of(picture);
        Assert.Equal(0, light.Noise);
        Assert.All(light.Field, level => Assert.Equal(180, level, 0.01f));
    }

    // A window cut off at a border leans inwards; without the surface under it, steep light stood out there as ink.
    [Fact]
    public void LightFieldOf_SteepLight_FitsAtTheBordersToo()
    {
        using GrayImage picture = Picture.From(128, 96, (x, y) => 200 - x + (y / 2));
        LightField light = LightField.Of(picture);
        Assert.All(light.Field.Zip(picture.Pixels.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1f));
    }

    // A window of 25 pixels sees paper round a patch of 24; the surface brings it to the patch's middle.
    [Fact]
    public void LightFieldOf_InkAlmostAsWideAsTheWindow_ReachesAcrossIt()
    {
        const int Ink = 24;
        using GrayImage picture = Picture.From(Side, Side, (x, y) => 220 - (x / 2) - (y / 4)).With(30, 30, Ink, Ink, 20);
        float[] field = LightField.Of(picture).Field;
        Assert.All(
            Enumerable.Range(0, Ink * Ink).Select(i => (X: 30 + (i % Ink), Y: 30 + (i / Ink))),
            at => Assert.Equal(220 - (at.X / 2f) - (at.Y / 4f), field[(at.Y * Side) + at.X], 1f));
    }

    [Fact]
    public void LightFieldOf_BrightInk_IsNotDark()
    {
        using GrayImage picture = Slope().With(46, 30, 8, 40, 255);
        Assert.False(LightField.Of(picture).DarkInk);
    }

    [Fact]
    public void TryFind_SlopeWithInk_FindsUnevenPaperWithDarkInk()
    {
        using GrayImage picture = SlopeWithBar(ink: 20);
        Assert.True(PaperFinder.TryFind(picture, out Paper? paper, out _));
        Assert.IsType<UnevenPaper>(paper);
        Assert.True(paper.DarkInk);
    }

    [Fact]
    public void TryFind_SlopeWithoutInk_FindsNoInk()
    {
        using GrayImage picture = Slope();
        Assert.False(PaperFinder.TryFind(picture, out _, out _));
    }

    [Fact]
    public void Prepare_SlopeWithInk_CropsTheInkAlone()
    {
        using GrayImage picture = SlopeWithBar(ink: 20);
        using PreparedDigit? digit = DigitPreprocessor.Prepare(picture).Value;
        Assert.Equal(new PixelBox(46, 30, 54, 70), digit?.Crop);
    }

    // Half the light of the paper is half of 255, wherever on the slope.
    [Fact]
    public void MeasureDepth_DarkInk_IsAShareOfTheLight()
    {
        UnevenPaper paper = new([100, 200], 2, 1, darkInk: true);
        Assert.Equal([128, 128], Measure(paper, [50, 100], scale: 1));
    }

    [Fact]
    public void MeasureDepth_LightInk_IsAddedToTheLight()
    {
        UnevenPaper paper = new([100, 200], 2, 1, darkInk: false);
        Assert.Equal([30, 30], Measure(paper, [130, 230], scale: 1));
    }

    // Two pixels a field value: their centres lie at -0.25, 0.25, 0.75 and 1.25 of the field, which is clamped to 0..1.
    [Fact]
    public void MeasureDepth_FinerPictureThanField_InterpolatesTheField()
    {
        UnevenPaper paper = new([100, 140], 2, 1, darkInk: false);
        Assert.Equal([100, 90, 70, 60], Measure(paper, [200, 200, 200, 200], scale: 2));
    }

    // A level under lit paper is 1 of its brightness; in the dark it stays the 6 of 255 that it is at a level of 40.
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(2, 0, 13)]
    [InlineData(20, 19, 6)]
    [InlineData(40, 39, 6)]
    [InlineData(255, 254, 1)]
    public void MeasureDepth_DarkInk_IsRelativeToTheLightButNotInTheDark(float light, byte level, byte expected)
    {
        UnevenPaper paper = new([light], 1, 1, darkInk: true);
        Assert.Equal([expected], Measure(paper, [level], scale: 1));
    }

    private static byte[] Measure(UnevenPaper paper, byte[] row, int scale)
    {
        using GrayImage picture = Picture.From(row.Length, 1, (x, _) => row[x]);
        using GrayImage depth = new(row.Length, 1);
        paper.MeasureDepth(picture, new PixelBox(0, 0, row.Length, 1), scale, depth);
        return depth.Pixels.ToArray();
    }

    private static GrayImage Slope() => Picture.From(Side, Side, (x, y) => 250 - ((x + y) / 2));

    private static GrayImage SlopeWithBar(byte ink) => Slope().With(46, 30, 8, 40, ink);
}

using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Tests.Support;

namespace Digits.Tests.Preprocessing;

public sealed class InkStrengthTests
{
    // All depths under all full depths, both in vectors and one by one.
    [Fact]
    public void Stretch_EveryDepth_IsItsShareOfTheFullDepthRoundedHalfUp()
    {
        for (int full = 1; full <= 255; full++)
        {
            byte[] depths = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
            byte[] strengths = [.. depths.Select(depth => Strength(depth, full))];
            byte[] oneByOne = [.. depths.SelectMany(depth => Stretch([depth], full))];
            Assert.Equal(strengths, oneByOne);
            Assert.Equal(strengths, Stretch(depths, full));
        }
    }

    // The level that nine tenths of the deep pixels reach at most, counted one by one.
    [Theory]
    [InlineData(40, 12)]
    [InlineData(255, 1)]
    [InlineData(16, 40)]
    [InlineData(100.5, 97)]
    public void TryNormalise_Noise_StretchesByTheDeepPixelsNinthTenth(double inkDepth, int side)
    {
        using GrayImage ink = Picture.Noise(side, 50, seed: side, 0, 255);
        byte[] before = ink.Pixels.ToArray();
        byte[] deep = [.. before.Where(depth => depth >= inkDepth / 2).Order()];
        Assert.True(InkStrength.TryNormalise(ink, inkDepth));
        int full = deep[(int)Math.Ceiling(0.9 * deep.Length) - 1];
        Assert.Equal(before.Select(depth => Strength(depth, full)), ink.Pixels.ToArray());
    }

    // More than 255 vectors of either depth, so that the lanes of a count would run over. Nine tenths lie at 100, and so do those of the ink.
    [Fact]
    public void TryNormalise_LargePicture_CountsAllOfIt()
    {
        using GrayImage ink = Picture.From(500, 400, (x, y) => y < 365 ? 100 : 200);
        Assert.True(InkStrength.TryNormalise(ink, 100));
        Assert.Equal((255, 255), (ink.Row(0)[0], ink.Row(399)[499]));
    }

    [Fact]
    public void TryNormalise_NothingHalfAsDeep_IsFalse()
    {
        using GrayImage ink = Picture.Filled(40, 40, 49);
        Assert.False(InkStrength.TryNormalise(ink, 100));
    }

    private static byte[] Stretch(byte[] depths, int full)
    {
        InkStrength.Stretch(depths, (byte)full);
        return depths;
    }

    private static byte Strength(byte depth, int full)
    {
        int strength = Math.Min(((depth * 510) + full) / (2 * full), 255);
        return (byte)(strength < 13 ? 0 : strength);
    }
}

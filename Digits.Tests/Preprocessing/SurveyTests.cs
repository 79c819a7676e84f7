using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Tests.Support;

namespace Digits.Tests.Preprocessing;

public sealed class SurveyTests
{
    [Fact]
    public void Of_LongestSideAtTheLimit_IsACopy()
    {
        using GrayImage picture = Picture.Noise(128, 5, seed: 1, 0, 255);
        using Survey survey = Survey.Of(picture);
        Assert.Equal(1, survey.Factor);
        Assert.True(survey.Image.Pixels.SequenceEqual(picture.Pixels));
    }

    [Theory]
    [InlineData(129, 3, 2, 65, 2)]
    [InlineData(3, 256, 2, 2, 128)]
    [InlineData(257, 257, 3, 86, 86)]
    [InlineData(2048, 1, 16, 128, 1)]
    public void Of_LargerPicture_TakesTheLeastWholeFactor(int width, int height, int factor, int smallWidth, int smallHeight)
    {
        using GrayImage picture = Picture.Filled(width, height, 9);
        using Survey survey = Survey.Of(picture);
        Assert.Equal((factor, smallWidth, smallHeight), (survey.Factor, survey.Image.Width, survey.Image.Height));
    }

    [Fact]
    public void Of_WholeBlock_IsItsMean()
    {
        using GrayImage picture = Picture.Filled(256, 2, 0).With(0, 0, 1, 1, 40).With(1, 1, 1, 1, 80);
        using Survey survey = Survey.Of(picture);
        Assert.Equal(30, survey.Image.Row(0)[0]);
    }

    [Theory]
    [InlineData(256, 256)]
    [InlineData(255, 131)]
    [InlineData(280, 280)]
    [InlineData(383, 40)]
    [InlineData(501, 333)]
    [InlineData(2048, 35)]
    [InlineData(33, 2047)]
    [InlineData(1, 2047)]
    [InlineData(7, 300)]
    [InlineData(15, 300)]
    [InlineData(20, 300)]
    [InlineData(27, 300)]
    [InlineData(31, 1000)]
    public void Of_Noise_IsTheMeanOfEachBlock(int width, int height)
    {
        using GrayImage picture = Picture.Noise(width, height, seed: 8, 0, 255);
        using Survey survey = Survey.Of(picture);
        for (int y = 0; y < survey.Image.Height; y++)
        {
            for (int x = 0; x < survey.Image.Width; x++)
            {
                (int sum, int count) = (0, 0);
                for (int row = y * survey.Factor; row < Math.Min((y + 1) * survey.Factor, height); row++)
                {
                    foreach (byte value in picture.Row(row)[(x * survey.Factor)..Math.Min((x + 1) * survey.Factor, width)])
                    {
                        (sum, count) = (sum + value, count + 1);
                    }
                }

                Assert.Equal(((2 * sum) + count) / (2 * count), survey.Image.Row(y)[x]);
            }
        }
    }

    // The last column is one pixel wide and the last row one high: their blocks hold two pixels, and one.
    [Fact]
    public void Of_PartialBlocks_AreMeansOfWhatTheyHold()
    {
        using GrayImage picture = Picture.Filled(129, 3, 0)
            .With(128, 0, 1, 1, 10).With(128, 1, 1, 1, 30).With(126, 2, 1, 1, 50).With(128, 2, 1, 1, 70);
        using Survey survey = Survey.Of(picture);
        Assert.Equal((20, 25, 70), (survey.Image.Row(0)[64], survey.Image.Row(1)[63], survey.Image.Row(1)[64]));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(6, 2)]
    public void Of_FractionOfALevel_IsRoundedHalfUp(byte level, int expected)
    {
        using GrayImage picture = Picture.Filled(256, 2, 0).With(0, 0, 1, 1, level);
        using Survey survey = Survey.Of(picture);
        Assert.Equal(expected, survey.Image.Row(0)[0]);
    }

    [Fact]
    public void Of_WhitePicture_StaysWhite()
    {
        using GrayImage picture = Picture.Filled(300, 299, 255);
        using Survey survey = Survey.Of(picture);
        Assert.Equal(-1, survey.Image.Pixels.IndexOfAnyExcept((byte)255));
    }
}

using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Preprocessing;

public sealed class DigitPreprocessorTests
{
    // A seven as MNIST has it: 20 high, centre of mass on pixel 14, full ink with soft edges.
    private static readonly string[] Seven =
    [
        "............................", "............................", "............................", "............................",
        "............................", "............................", "............................", ".......5###########5........",
        ".......#############........", ".......5############........", ".................###........", "................###5........",
        "................###.........", "...............###5.........", "...............###..........", "..............###5..........",
        "..............###...........", ".............###5...........", ".............###............", "............###5............",
        "............###.............", "...........###5.............", "...........###..............", "..........###5..............",
        "..........###...............", ".........###5...............", ".........5##................", "............................",
    ];

    [Fact]
    public void Prepare_RasterInMnistForm_StaysAsItIs()
    {
        using GrayImage picture = Picture.Of(Seven);
        float[] expected = [.. picture.Pixels.ToArray().Select(level => level / 255f)];
        float[] actual = Prepare(picture);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 0.05f));
    }

    [Fact]
    public void Prepare_InvertedPicture_GivesTheSameTensor()
    {
        using GrayImage picture = Picture.Of(Seven);
        using GrayImage inverted = picture.Inverted();
        Assert.Equal(Prepare(picture), Prepare(inverted));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Prepare_Polarity_IsTold(bool darkInk)
    {
        using GrayImage light = Picture.Of(Seven);
        using GrayImage picture = darkInk ? light.Inverted() : Picture.Of(Seven);
        using PreparedDigit? digit = DigitPreprocessor.Prepare(picture).Value;
        Assert.Equal(darkInk, digit?.Inverted);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(62, 3)]
    [InlineData(5, 62)]
    public void Prepare_OffCentreDigit_GivesTheSameTensor(int left, int top)
    {
        using GrayImage centred = Place(30, 30);
        using GrayImage moved = Place(left, top);
        Assert.Equal(Prepare(centred), Prepare(moved));
    }

    [Fact]
    public void Prepare_Crop_IsTheInksBox()
    {
        using GrayImage picture = Picture.Filled(60, 50, 255).With(20, 10, 7, 31, 0);
        using PreparedDigit? digit = DigitPreprocessor.Prepare(picture).Value;
        Assert.Equal(new PixelBox(20, 10, 27, 41), digit?.Crop);
    }

    [Fact]
    public void Prepare_LargePicture_CropsToThePixel()
    {
        using GrayImage picture = Picture.Filled(1000, 700, 255).With(401, 203, 77, 301, 0);
        using PreparedDigit? digit = DigitPreprocessor.Prepare(picture).Value;
        Assert.Equal(new PixelBox(401, 203, 478, 504), digit?.Crop);
    }

    [Fact]
    public void Prepare_RuledLineBelowADigit_GivesTheTensorWithoutIt()
    {
        using GrayImage plain = Place(30, 30);
        using GrayImage ruled = Place(30, 30).With(0, 80, 90, 2, 255);
        Assert.Equal(Prepare(plain), Prepare(ruled));
    }

    [Fact]
    public void Prepare_DustBesideADigit_GivesTheTensorWithoutIt()
    {
        using GrayImage plain = Place(30, 30);
        using GrayImage dusty = Place(30, 30).With(5, 80, 1, 1, 255).With(80, 4, 1, 1, 200);
        Assert.Equal(Prepare(plain), Prepare(dusty));
    }

    [Fact]
    public void Prepare_BlankOfEachLevel_IsBlank()
    {
        for (int level = 0; level <= 255; level++)
        {
            using GrayImage picture = Picture.Filled(30, 30, (byte)level);
            Assert.Equal(RecognitionErrorCode.BlankImage, DigitPreprocessor.Prepare(picture).Error?.Code);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2000)]
    [InlineData(2000, 1)]
    [InlineData(2048, 2048)]
    public void Prepare_BlankOfAnyShape_IsBlank(int width, int height)
    {
        using GrayImage picture = Picture.Filled(width, height, 255);
        Assert.Equal(RecognitionErrorCode.BlankImage, DigitPreprocessor.Prepare(picture).Error?.Code);
    }

    [Theory]
    [InlineData(245, 255)]
    [InlineData(0, 10)]
    [InlineData(120, 135)]
    public void Prepare_GrainAlone_IsBlank(int least, int greatest)
    {
        using GrayImage picture = Picture.Noise(80, 60, seed: 8, least, greatest);
        Assert.Equal(RecognitionErrorCode.BlankImage, DigitPreprocessor.Prepare(picture).Error?.Code);
    }

    [Theory]
    [InlineData(1, 9, 7, 20)]
    [InlineData(9, 1, 20, 7)]
    [InlineData(1, 2048, 1, 20)]
    [InlineData(2048, 1, 20, 1)]
    [InlineData(3, 2048, 1, 20)]
    [InlineData(2048, 2, 20, 1)]
    public void Prepare_ExtremeAspectRatio_HasInkOfThatShape(int width, int height, int inkWidth, int inkHeight)
    {
        using GrayImage picture = Picture.Filled(width, height, 255)
            .With(width / 3, height / 3, Math.Max(width / 3, 1), Math.Max(height / 3, 1), 0);
        float[] values = Prepare(picture);
        Assert.Equal(inkWidth * inkHeight, values.Count(value => value > 0));
    }

    [Fact]
    public void Prepare_LargestDecodedPicture_HasInk()
    {
        using GrayImage picture = Picture.Filled(2048, 2048, 255).With(900, 500, 200, 1000, 0);
        Assert.Equal(20 * 4, Prepare(picture).Count(value => value > 0));
    }

    // Any tensor is in 0..1, finite, with full ink somewhere.
    [Fact]
    public void Prepare_RandomSquaresOfAllSizes_GivesATensorOrBlank()
    {
        for (int side = 1; side <= 64; side++)
        {
            for (int seed = 0; seed < 6; seed++)
            {
                int darkest = seed % 3 * 60;
                using GrayImage picture = Picture.Noise(side, side, (100 * side) + seed, darkest, 255 - (seed * 20));
                AssertTensorOrBlank(picture);
            }
        }
    }

    [Fact]
    public void Prepare_RandomRectangles_GivesATensorOrBlank()
    {
        Random random = new(17);
        for (int i = 0; i < 300; i++)
        {
            int width = random.Next(1, 200);
            int height = random.Next(1, 200);
            using GrayImage picture = Picture.Filled(width, height, (byte)random.Next(256));
            for (int bars = random.Next(1, 5); bars > 0; bars--)
            {
                int left = random.Next(width);
                int top = random.Next(height);
                picture.With(left, top, random.Next(1, width - left + 1), random.Next(1, height - top + 1), (byte)random.Next(256));
            }

            AssertTensorOrBlank(picture);
        }
    }

    private static void AssertTensorOrBlank(GrayImage picture)
    {
        Outcome<PreparedDigit> outcome = DigitPreprocessor.Prepare(picture);
        if (!outcome.TryGetValue(out PreparedDigit? digit, out RecognitionError? error))
        {
            Assert.Equal(RecognitionErrorCode.BlankImage, error.Code);
            return;
        }

        using (digit)
        {
            float[] values = digit.Tensor.Values.ToArray();
            Assert.All(values, value => Assert.InRange(value, 0, 1));
            Assert.Contains(1f, values);
        }
    }

    private static float[] Prepare(GrayImage picture)
    {
        using PreparedDigit? digit = DigitPreprocessor.Prepare(picture).Value;
        Assert.NotNull(digit);
        return digit.Tensor.Values.ToArray();
    }

    /// <summary>The seven on black paper of 90 by 90.</summary>
    private static GrayImage Place(int left, int top)
    {
        GrayImage picture = Picture.Filled(90, 90, 0);
        using GrayImage seven = Picture.Of(Seven);
        for (int y = 0; y < seven.Height; y++)
        {
            seven.Row(y).CopyTo(picture.Row(top + y)[left..]);
        }

        return picture;
    }
}

using Digits.Core.Imaging;
using Digits.Core.Imaging.Png;
using Digits.Core.Recognition;

namespace Digits.Tests.Imaging;

/// <summary>The reader of plain PNGs beside the library that it stands in for: same pixels, same verdicts.</summary>
public sealed class PlainPngCodecTests
{
    private const int Rounds = 12;

    private static readonly int[] Colours = [0, 2, 3, 4, 6];
    private static readonly IImageCodec Library = ((PlainPngCodec)ImageCodec.Create()).Others;
    private static readonly ImageDecoder Slow = new(Library);
    private static readonly ImageDecoder Fast = new(new PlainPngCodec(Library));
    private static readonly ImageDecoder Alone = new(new PlainPngCodec(new NoCodec()));

    public static TheoryData<int, int> ColoursAndFilters => [.. from colour in Colours from filter in Enumerable.Range(0, 6) select (colour, filter)];

    [Theory]
    [MemberData(nameof(ColoursAndFilters))]
    public void Decode_PlainPng_GivesTheLibrarysPixelsWithoutIt(int colour, int filter)
    {
        for (int seed = 0; seed < Rounds; seed++)
        {
            byte[] png = RandomPng.Write(colour, filter, seed);
            using GrayImage? expected = Slow.Decode(png).Value;
            using GrayImage? actual = Alone.Decode(png).Value;
            Assert.NotNull(expected);
            Assert.NotNull(actual);
            Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
            Assert.True(expected.Pixels.SequenceEqual(actual.Pixels), $"colour {colour}, filter {filter}, seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(ColoursAndFilters))]
    public void Decode_MutatedPng_GivesTheLibrarysVerdict(int colour, int filter)
    {
        for (int seed = 0; seed < 4 * Rounds; seed++)
        {
            byte[] png = RandomPng.Mutated(colour, filter, seed);
            Outcome<GrayImage> expected = Slow.Decode(png);
            Outcome<GrayImage> actual = Fast.Decode(png);
            using GrayImage? expectedImage = expected.Value;
            using GrayImage? actualImage = actual.Value;
            Assert.Equal(expected.Error?.Code, actual.Error?.Code);
            Assert.True(
                expectedImage is null || expectedImage.Pixels.SequenceEqual(actualImage!.Pixels), $"colour {colour}, filter {filter}, seed {seed}");
        }
    }

    [Fact]
    public void Decode_EveryPngFixture_GivesTheLibrarysPixels()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures"), "*.png", SearchOption.AllDirectories))
        {
            byte[] png = File.ReadAllBytes(file);
            Outcome<GrayImage> expected = Slow.Decode(png);
            Outcome<GrayImage> actual = Fast.Decode(png);
            using GrayImage? expectedImage = expected.Value;
            using GrayImage? actualImage = actual.Value;
            Assert.Equal(expected.Error?.Message, actual.Error?.Message);
            Assert.True(expectedImage is null || expectedImage.Pixels.SequenceEqual(actualImage!.Pixels), file);
        }
    }
}

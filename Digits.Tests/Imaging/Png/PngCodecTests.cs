using Digits.Core.Imaging;
using Digits.Core.Imaging.Png;
using Digits.Core.Imaging.Skia;

namespace Digits.Tests.Imaging.Png;

/// <summary>The PNG reader beside the library that it stands in for: the same pixels, and never a picture where the library sees none.</summary>
public sealed class PngCodecTests
{
    private const int Rounds = 12;

    private static readonly (int Colour, int Depth)[] Kinds =
    [
        (0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16), (6, 8), (6, 16),
    ];

    private static readonly SkiaCodec Library = new();
    private static readonly ImageDecoder Slow = new(Library);
    private static readonly ImageDecoder Alone = new(new PngCodec(new NoCodec()));

    public static TheoryData<int, int, int> KindsAndFilters =>
        [.. from kind in Kinds from filter in Enumerable.Range(0, 6) select (kind.Colour, kind.Depth, filter)];

    [Theory]
    [MemberData(nameof(KindsAndFilters))]
    public void Decode_Png_GivesTheLibrarysPixelsWithoutIt(int colour, int depth, int filter)
    {
        for (int seed = 0; seed < Rounds; seed++)
        {
            byte[] png = RandomPng.Write(colour, depth, filter, seed);
            using GrayImage? expected = Slow.Decode(png).Value;
            using GrayImage? actual = Alone.Decode(png).Value;
            Assert.NotNull(expected);
            Assert.NotNull(actual);
            Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
            Assert.True(expected.Pixels.SequenceEqual(actual.Pixels), $"colour {colour}, depth {depth}, filter {filter}, seed {seed}");
        }
    }

    // Where the library refuses a file whose pixels are all there, its end chunk damaged for example, the sound file's are wanted.
    [Theory]
    [MemberData(nameof(KindsAndFilters))]
    public void Decode_MutatedPng_GivesTheLibrarysPixelsOrTheSoundOnesOrNone(int colour, int depth, int filter)
    {
        for (int seed = 0; seed < 4 * Rounds; seed++)
        {
            byte[] png = RandomPng.Mutated(colour, depth, filter, seed);
            using GrayImage? actual = Alone.Decode(png).Value;
            if (actual is null)
            {
                continue;
            }

            using GrayImage? expected = Slow.Decode(png).Value ?? Slow.Decode(RandomPng.Write(colour, depth, filter, seed)).Value;
            Assert.True(expected!.Pixels.SequenceEqual(actual.Pixels), $"colour {colour}, depth {depth}, filter {filter}, seed {seed}");
        }
    }

    [Fact]
    public void Decode_EveryPngFixture_GivesTheLibrarysPixels()
    {
        var both = new ImageDecoder(new PngCodec(Library));
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures"), "*.png", SearchOption.AllDirectories))
        {
            byte[] png = File.ReadAllBytes(file);
            using GrayImage? expected = Slow.Decode(png).Value;
            using GrayImage? actual = both.Decode(png).Value;
            Assert.Equal(expected is null, actual is null);
            Assert.True(expected is null || expected.Pixels.SequenceEqual(actual!.Pixels), file);
        }
    }
}

using Digits.Core.Imaging.Webp;
using SkiaSharp;

namespace Digits.Tests.Imaging.Webp;

public sealed class LosslessHeaderTests
{
    [Theory]
    [InlineData(64, 1)]
    [InlineData(64, 2)]
    [InlineData(64, 256)]
    [InlineData(128, 1_000)]
    public void CodeSets_OfBlocksThatHaveTheirOwn_AreCounted(int side, int sets) => Assert.Equal(sets, CodeSets(LosslessFile.OfCodeSets(side, sets)));

    [Theory]
    [InlineData("2-lossless.webp")]
    [InlineData("3-alpha.webp")]
    [InlineData("5-animated.webp")]
    public void CodeSets_OfAnEncodersFile_AreFew(string name) => Assert.InRange(CodeSets(FixtureFile.Read(name)) ?? 0, 1, 4);

    [Fact]
    public void CodeSets_OfLossyData_AreNone() => Assert.Equal(0, CodeSets(FixtureFile.Read("1-lossy.webp")));

    // The slowest encoding uses every transform: photos, noise and few colours ask for different ones.
    [Theory]
    [InlineData("7-photo.jpg")]
    [InlineData("8-canvas-280.png")]
    [InlineData("5-palette.png")]
    [InlineData("7-one-bit.png")]
    public void CodeSets_OfWhatTheLibraryWrites_AreFound(string name)
    {
        using SKBitmap picture = SKBitmap.Decode(FixtureFile.Read(name));
        using SKPixmap pixels = picture.PeekPixels();
        foreach (int effort in (ReadOnlySpan<int>)[0, 50, 100])
        {
            using SKData? file = pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, effort));
            Assert.InRange(CodeSets(file?.ToArray() ?? []) ?? 0, 1, 100);
        }
    }

    [Fact]
    public void CodeSets_DataThatBreakOffBeforeTheLastBlock_AreDamaged()
    {
        byte[] data = WebpFile.Chunks(LosslessFile.OfCodeSets(64, 256))[13..];
        Assert.Equal(256, LosslessHeader.CodeSets(data, 64, 64));
        for (int length = 0; length < 500; length++)
        {
            Assert.Null(LosslessHeader.CodeSets(data.AsSpan(0, length), 64, 64));
        }
    }

    private static int? CodeSets(byte[] file)
    {
        Assert.True(WebpLayout.TryRead(file, out WebpLayout? layout));
        return layout.Bitstream.CodeSets(file);
    }
}

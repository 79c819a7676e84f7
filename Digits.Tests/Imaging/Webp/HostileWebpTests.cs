using Digits.Core.Recognition;
using Digits.Tests.Support;
using SkiaSharp;

namespace Digits.Tests.Imaging.Webp;

[Collection(nameof(ProcessWideCounts))]
public sealed class HostileWebpTests
{
    private const int Side = 96;

    // The library would keep four bytes for each of these 40 million pixels; they are one colour in 40 bytes of file.
    [Fact]
    public void Decode_LargeLosslessPicture_IsRefusedForItsWork() => Assert.Equal(
        "Decoding this WebP (16383x2440 pixels) is more work than is done for one picture; save it smaller, or as a JPEG.",
        Bomb.Message(Lossless(16_383, 2_440)));

    [Fact]
    public void Decode_LosslessPhoto_IsRead() => Assert.Null(Bomb.Outcome(Lossless(4_000, 3_000)));

    // A library's tables for 65,536 sets of codes take 360 MB; the file has 300 KB.
    [Theory]
    [InlineData(65_536)]
    [InlineData(16_384)]
    public void Decode_ManySetsOfCodes_IsRefusedForItsWork(int sets) =>
        Assert.Equal(RecognitionErrorCode.ImageTooLarge, Bomb.Outcome(LosslessFile.OfCodeSets(1_024, sets)));

    [Fact]
    public void Decode_SomeSetsOfCodes_IsRead() => Assert.Null(Bomb.Outcome(LosslessFile.OfCodeSets(1_024, 1_000)));

    // Data are padded with zeros, which a decoder has to take for data.
    [Fact]
    public void Decode_MoreLossyDataThanATimeAllows_IsRefusedForItsWork()
    {
        byte[] data = WebpFile.Chunks(FixtureFile.Read("1-lossy.webp"))[8..];
        Assert.Equal(
            RecognitionErrorCode.ImageTooLarge, Bomb.Outcome(WebpFile.Of(WebpFile.Chunk("VP8 "u8, [.. data, .. new byte[12_000_000]]))));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(6_300)]
    public void Decode_AnimationOfManyFrames_IsItsFirst(int canvas) => Assert.Null(
        Bomb.Outcome(WebpFile.Animation(canvas, canvas, 30_000, 0, 0, Side, WebpFile.Chunks(FixtureFile.Read("1-lossy.webp")))));

    [Fact]
    public void Decode_CanvasBeyondTheLimit_IsTooLarge() => Assert.Equal(
        "The image is 65536x100 pixels; at most 65535 on a side are read.",
        Bomb.Message(WebpFile.Animation(65_536, 100, 1, 0, 0, Side, WebpFile.Chunks(FixtureFile.Read("1-lossy.webp")))));

    [Fact]
    public void Decode_ManyUnknownChunks_IsRead()
    {
        byte[] chunk = WebpFile.Chunk("ABCD"u8, []);
        byte[] flood = new byte[16_000_000];
        for (int at = 0; at < flood.Length; at += chunk.Length)
        {
            chunk.CopyTo(flood, at);
        }

        Assert.Null(Bomb.Outcome(WebpFile.Of([.. WebpFile.Extended(0, Side, Side), .. flood, .. WebpFile.Chunks(FixtureFile.Read("1-lossy.webp"))])));
    }

    private static byte[] Lossless(int width, int height)
    {
        using SKBitmap paper = new(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        using SKPixmap pixels = paper.PeekPixels();
        using SKData? file = pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 0));
        return file?.ToArray() ?? throw new InvalidOperationException("The library cannot write such a WebP.");
    }
}

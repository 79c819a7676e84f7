using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Imaging.Gif;

[Collection(nameof(ProcessWideCounts))]
public sealed class HostileGifTests
{
    private const byte Trailer = 0x3B;
    private const int Large = 6_300;
    private const int LargestFrame = 4_096;

    [Fact]
    public void Decode_LargestScreen_IsTooLarge() => Assert.Equal(
        "The image is 65535x65535 pixels; at most 40 megapixels are read.",
        Bomb.Message(GifFile.Of(65_535, 65_535, [.. GifFile.Frame(0, 0, 1, 1), Trailer])));

    [Fact]
    public void Decode_LargeScreenAroundAPixel_IsRead() =>
        Assert.Null(Bomb.Outcome(GifFile.Of(Large, Large, [.. GifFile.Frame(0, 0, 1, 1), Trailer])));

    [Fact]
    public void Decode_LargeFrame_IsRead() => Assert.Null(Bomb.Outcome(GifFile.Of(LargestFrame, LargestFrame, [.. LargeFrame(), Trailer])));

    [Fact]
    public void Decode_FrameOfMorePixelsThanBytesAreKept_IsTooLarge()
    {
        byte[] file = GifFile.Of(9, 9, [.. GifFile.Descriptor(0, 0, 65_535, 65_535), .. GifFile.Data(2, [4, 0, 5], 3), Trailer]);
        Assert.Equal("The GIF's first frame is 65535x65535 pixels; at most 16.78 megapixels are read.", Bomb.Message(file));
    }

    [Theory]
    [InlineData(28)]
    [InlineData(Large)]
    public void Decode_ManyFrames_IsTheFirst(int screen)
    {
        byte[] frame = GifFile.Frame(0, 0, 1, 1);
        Assert.Null(Bomb.Outcome(GifFile.Of(screen, screen, [.. Repeat(frame, 600_000), Trailer])));
    }

    [Fact]
    public void Decode_ManyExtensions_IsRead() =>
        Assert.Null(Bomb.Outcome(GifFile.Of(28, 28, [.. Repeat([0x21, 0xFE, 1, (byte)'a', 0], 3_000_000), .. GifFile.Frame(0, 0, 28, 28), Trailer])));

    [Fact]
    public void Decode_ManyTinyBlocks_IsUnreadable()
    {
        byte[] file = GifFile.Of(Large, Large, [.. GifFile.Descriptor(0, 0, LargestFrame, LargestFrame), 2, .. Repeat([1, 0x04], 8_000_000), 0, Trailer]);
        Assert.Equal(RecognitionErrorCode.UnreadableImage, Bomb.Outcome(file));
    }

    // Each code stands for a string one pixel longer than the last, up to the table's end, and then for that of a thousand.
    private static byte[] LargeFrame()
    {
        List<bool> bits = [];
        (int next, int length) = (6, 3);
        Add(4);
        Add(0);
        for (int pixels = 1; pixels < LargestFrame * LargestFrame; pixels += next - 5)
        {
            Add(Math.Min(next, 4_095));
            next += next < 4_095 ? 1 : 0;
            length += next == 1 << length && length < 12 ? 1 : 0;
        }

        byte[] bytes = [.. bits.Chunk(8).Select(eight => (byte)eight.Select((bit, i) => bit ? 1 << i : 0).Sum())];
        return [.. GifFile.Descriptor(0, 0, LargestFrame, LargestFrame), 2, .. bytes.Chunk(255).SelectMany(block => (byte[])[(byte)block.Length, .. block]), 0];

        void Add(int code) => bits.AddRange(Enumerable.Range(0, length).Select(bit => (code >> bit & 1) != 0));
    }

    private static byte[] Repeat(byte[] bytes, int count)
    {
        byte[] repeated = new byte[bytes.Length * count];
        for (int at = 0; at < repeated.Length; at += bytes.Length)
        {
            bytes.CopyTo(repeated, at);
        }

        return repeated;
    }
}

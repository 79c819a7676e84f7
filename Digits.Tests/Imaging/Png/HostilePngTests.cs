using System.IO.Compression;
using Digits.Core.Imaging.Png;
using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Imaging.Png;

[Collection(nameof(ProcessWideCounts))]
public sealed class HostilePngTests
{
    private const int Width = 8_000;
    private const int Height = 5_000;

    private static readonly byte[] Small = PngFile.Of(28, 28, 0, 8, new byte[28 * 29], [], [], 1);

    // Deflate packs a thousand zeros into a byte: 40 megapixels of 8 bytes come in 310 KB.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 8)]
    [InlineData(6, 8)]
    [InlineData(6, 16)]
    public void Decode_LargestPicture_TakesLittle(int colour, int depth) =>
        Assert.Null(Bomb.Outcome(PngFile.OfZeros(Width, Height, colour, depth, interlaced: false)));

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Decode_LargeInterlacedPicture_IsRefused(int depth)
    {
        string? message = Bomb.Message(PngFile.OfZeros(Width, Height, 6, depth, interlaced: true));
        Assert.Equal("Decoding this PNG (8000x5000 pixels, interlaced) is more work than is done for one picture; save it without interlacing.", message);
    }

    // RFC 1950, 2.2: bit 5 of the second byte asks for a dictionary, and no PNG has one. .NET's zlib throws an exception of its own for it.
    [Fact]
    public void Decode_DataThatAskForADictionary_AreDamage() =>
        Assert.Equal(RecognitionErrorCode.UnreadableImage, Bomb.Outcome(PngFile.OfData(28, 28, [0x78, 0xBB, 0, 0, 0, 1, 0, 0, 0])));

    // A list of them took 24 MB for a file of 16.
    [Fact]
    public void TryRead_ManyChunksOfData_AllocatesNothingForEach()
    {
        byte[] file = PngFile.Of(28, 28, 0, 8, new byte[28 * 29], [], [], 1);
        byte[] empty = [0, 0, 0, 1, .. "IDAT"u8, 0, 0, 0, 0, 0];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(empty.AsSpan(9), System.IO.Hashing.Crc32.HashToUInt32(empty.AsSpan(4, 5)));
        byte[] many = [.. file[..33], .. Enumerable.Repeat(empty, 20_000).SelectMany(chunk => chunk), .. file[33..]];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(PngLayout.TryRead(many, out _));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_096);
    }

    [Fact]
    public void Decode_InterlacedPictureOfTheLongestSides_IsRefused()
    {
        byte[] file = PngFile.WithSides(PngFile.OfZeros(28, 28, 6, 8, interlaced: true), int.MaxValue, int.MaxValue);
        Assert.Equal(RecognitionErrorCode.ImageTooLarge, Bomb.Outcome(file));
    }

    [Fact]
    public void Decode_LargestInterlacedPicture_TakesLittle() => Assert.Null(Bomb.Outcome(PngFile.OfZeros(2_500, 2_500, 6, 8, interlaced: true)));

    [Fact]
    public void Decode_SideBeyondTheMost_IsTooLarge() =>
        Assert.Equal(RecognitionErrorCode.ImageTooLarge, Bomb.Outcome(PngFile.OfZeros(70_000, 1, 0, 8, interlaced: false)));

    [Theory]
    [InlineData(1, 60_000)]
    [InlineData(60_000, 1)]
    public void Decode_LongestSide_TakesLittle(int width, int height) => Assert.Null(Bomb.Outcome(PngFile.OfZeros(width, height, 6, 8, interlaced: false)));

    // Two gigabytes of zeros, behind the 812 bytes that the picture has.
    [Fact]
    public void Decode_DataBeyondThePicture_AreNotInflated() =>
        Assert.Null(Bomb.Outcome(PngFile.OfData(28, 28, Packed(2_000_000_000))));

    [Theory]
    [InlineData("zTXt")]
    [InlineData("iTXt")]
    [InlineData("iCCP")]
    public void Decode_GigabytesOfText_AreNotInflated(string chunk)
    {
        byte[] body = [(byte)'k', 0, 0, .. Packed(2_000_000_000)];
        Assert.Null(Bomb.Outcome(PngFile.WithChunk(Small, System.Text.Encoding.ASCII.GetBytes(chunk), body)));
    }

    [Theory]
    [InlineData("IDAT")]
    [InlineData("tEXt")]
    [InlineData("none")]
    public void Decode_ManyChunks_ArePassedOver(string chunk) =>
        Assert.Null(Bomb.Outcome(PngFile.WithManyChunks(Small, System.Text.Encoding.ASCII.GetBytes(chunk), 1_000_000)));

    private static byte[] Packed(long zeros)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            byte[] block = new byte[1 << 20];
            for (; zeros > 0; zeros -= block.Length)
            {
                zlib.Write(block.AsSpan(0, (int)Math.Min(zeros, block.Length)));
            }
        }

        return packed.ToArray();
    }
}

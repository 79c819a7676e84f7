using Digits.Core.Imaging.Png;

namespace Digits.Tests.Imaging.Png;

public sealed class PngLayoutTests
{
    private static readonly byte[] Sound = RandomPng.Write(colour: 6, depth: 8, filter: 1, seed: 2);

    [Fact]
    public void TryRead_SoundFile_FindsItsSize()
    {
        Assert.True(PngLayout.TryRead(Sound, out PngLayout? layout));
        Assert.Equal((8, PngColour.Rgba, false, 1), (layout.Depth, layout.Colour, layout.IsInterlaced, layout.Orientation));
    }

    [Fact]
    public void TryRead_DamagedChunkThatPixelsDoNotNeed_IsSound()
    {
        byte[] file = PngFile.WithChunk(Sound, "tEXt"u8, "Comment\0here"u8);
        file[file.AsSpan().IndexOf("here"u8)] ^= 1;
        Assert.True(PngLayout.TryRead(file, out _));
    }

    [Fact]
    public void TryRead_DamagedImageData_IsNot()
    {
        byte[] file = [.. Sound];
        file[file.AsSpan().IndexOf("IDAT"u8) + 6] ^= 1;
        Assert.False(PngLayout.TryRead(file, out _));
    }

    [Fact]
    public void TryRead_ImageDataThatBreaksOff_IsNot() => Assert.False(PngLayout.TryRead(Sound.AsSpan(..^20), out _));

    [Fact]
    public void TryRead_UnknownChunkThatDecodersNeed_IsNot() => Assert.False(PngLayout.TryRead(PngFile.WithChunk(Sound, "CgBI"u8, [0, 0, 0, 0]), out _));

    [Theory]
    [InlineData("Exif\0\0MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006\0\0\0\0\0\0", 6)]
    [InlineData("MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0008\0\0\0\0\0\0", 8)]
    [InlineData("MM\0*", 1)]
    public void TryRead_ExifChunk_TellsTheOrientation(string exif, int orientation)
    {
        byte[] body = System.Text.Encoding.Latin1.GetBytes(exif);
        Assert.True(PngLayout.TryRead(PngFile.WithChunk(Sound, "eXIf"u8, body), out PngLayout? layout));
        Assert.Equal(orientation, layout.Orientation);
    }
}

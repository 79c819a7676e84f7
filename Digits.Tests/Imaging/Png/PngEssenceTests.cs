using Digits.Core.Imaging.Png;

namespace Digits.Tests.Imaging.Png;

public sealed class PngEssenceTests
{
    private static readonly byte[] Sound = RandomPng.Write(colour: 3, depth: 8, filter: 5, seed: 4);

    [Fact]
    public void Write_FileWithChunksThatPixelsDoNotNeed_IsTheFileWithoutThem() =>
        Assert.Equal(Sound, Essence(PngFile.WithChunk(PngFile.WithChunk(Sound, "tEXt"u8, new byte[1000]), "iCCP"u8, new byte[77])));

    [Fact]
    public void Write_FileWithoutItsEnd_HasOne() => Assert.Equal(Sound, Essence(Sound[..^12]));

    [Fact]
    public void Write_FileWithBytesAfterItsEnd_EndsAtItsEnd() => Assert.Equal(Sound, Essence([.. Sound, .. "more"u8]));

    private static byte[] Essence(byte[] file)
    {
        Assert.True(PngLayout.TryRead(file, out PngLayout? layout));
        byte[] essence = new byte[PngEssence.Length(file, layout)];
        PngEssence.Write(file, layout, essence);
        return essence;
    }
}

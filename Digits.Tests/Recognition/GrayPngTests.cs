using Digits.Core.Imaging;
using Digits.Core.Recognition;

namespace Digits.Tests.Recognition;

public sealed class GrayPngTests
{
    private readonly ImageDecoder _decoder = new(new ImageCodec());

    [Fact]
    public void Encode_EveryLevel_DecodesToTheSame()
    {
        float[] values = [.. Enumerable.Range(0, 256).Select(level => level / 255f)];
        Assert.Equal(Enumerable.Range(0, 256).Select(level => (byte)level), Decode(values, 16));
    }

    [Fact]
    public void Encode_ValuesOutsideTheRange_AreClamped() => Assert.Equal([0, 255, 0, 255], Decode([-0.5f, 1.5f, 0, 1], 2));

    [Fact]
    public void Encode_ValuesBetweenLevels_AreRounded() => Assert.Equal([1, 2, 127, 128], Decode([1.4f / 255, 1.6f / 255, 0.499f, 0.5f], 2));

    [Fact]
    public void Encode_OnePixel_DecodesToIt() => Assert.Equal([51], Decode([0.2f], 1));

    private byte[] Decode(float[] values, int side)
    {
        using GrayImage? picture = _decoder.Decode(GrayPng.Encode(values, side)).Value;
        Assert.Equal((side, side), (picture?.Width, picture?.Height));
        return picture!.Pixels.ToArray();
    }
}

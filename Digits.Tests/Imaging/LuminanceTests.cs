using Digits.Core.Imaging;

namespace Digits.Tests.Imaging;

public sealed class LuminanceTests
{
    // Random pixels with stretches of one colour, longer and shorter than a vector, opaque, clear and between.
    [Fact]
    public void FillOverWhite_RandomPixels_IsTheFormulaForEach()
    {
        var random = new Random(6);
        byte[] rgba = new byte[4 * 5003];
        for (int at = 0; at < rgba.Length;)
        {
            byte[] pixel = [(byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256), (byte)(random.Next(3) switch { 0 => 255, 1 => 0, _ => random.Next(256) })];
            for (int run = random.Next(3) == 0 ? random.Next(1, 200) : 1; run > 0 && at < rgba.Length; run--, at += 4)
            {
                pixel.CopyTo(rgba, at);
            }
        }

        byte[] plane = new byte[rgba.Length / 4];
        Luminance.FillOverWhite(rgba, plane);
        Assert.Equal(rgba.Chunk(4).Select(OverWhite), plane);
    }

    // Grey and opaque, all of it or but for one bit of one channel of one pixel: what is read as its own luminance must be just that.
    [Fact]
    public void FillOverWhite_GreyOrNearlySo_IsTheFormulaForEach()
    {
        byte[] grey = [.. Enumerable.Range(0, 259).SelectMany(i => new byte[] { (byte)(i * 7), (byte)(i * 7), (byte)(i * 7), 255 })];
        for (int bit = -1; bit < 32; bit++)
        {
            foreach (int pixel in new[] { 0, 5, 31, 100, 213, 258 })
            {
                byte[] rgba = [.. grey];
                if (bit >= 0)
                {
                    rgba[(4 * pixel) + (bit / 8)] ^= (byte)(1 << (bit % 8));
                }

                byte[] plane = new byte[rgba.Length / 4];
                Luminance.FillOverWhite(rgba, plane);
                Assert.Equal(rgba.Chunk(4).Select(OverWhite), plane);
            }
        }
    }

    // Lengths around a vector's, which are done in another way at their ends.
    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(18)]
    [InlineData(31)]
    [InlineData(1001)]
    public void Fill_RandomPixels_IsTheFormulaForEach(int count)
    {
        byte[] rgb = new byte[3 * count];
        new Random(count).NextBytes(rgb);
        byte[] plane = new byte[count];
        Luminance.Fill(rgb, plane);
        Assert.Equal(rgb.Chunk(3).Select(pixel => OverWhite([.. pixel, 255])), plane);
    }

    private static byte OverWhite(byte[] pixel)
    {
        int luminance = ((299 * pixel[0]) + (587 * pixel[1]) + (114 * pixel[2]) + 500) / 1000;
        return (byte)(((luminance * pixel[3]) + (255 * (255 - pixel[3])) + 127) / 255);
    }
}

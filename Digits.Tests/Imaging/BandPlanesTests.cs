using Digits.Core.Imaging;

namespace Digits.Tests.Imaging;

public sealed class BandPlanesTests
{
    // Random pixels with stretches of one colour, longer and shorter than a vector, opaque, clear and between.
    [Fact]
    public void LuminanceOverWhite_RandomPixels_IsTheFormulaForEach()
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
        BandPlanes.LuminanceOverWhite(rgba, plane);
        Assert.All(plane.Index(), pixel =>
        {
            (int red, int green, int blue, int alpha) = (rgba[4 * pixel.Index], rgba[(4 * pixel.Index) + 1], rgba[(4 * pixel.Index) + 2], rgba[(4 * pixel.Index) + 3]);
            int luminance = ((299 * red) + (587 * green) + (114 * blue) + 500) / 1000;
            Assert.Equal(((luminance * alpha) + (255 * (255 - alpha)) + 127) / 255, pixel.Item);
        });
    }

    // Lengths around one and two vectors; the ink is one pixel, at each place in turn.
    [Theory]
    [InlineData(15)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(67)]
    public void Range_OneDarkPixelAnywhere_IsFound(int length)
    {
        for (int at = 0; at < length; at++)
        {
            byte[] plane = new byte[length];
            Array.Fill<byte>(plane, 250);
            plane[at] = 100;
            Assert.Equal(150, BandPlanes.Range(plane));
        }
    }
}

using Digits.Core.Imaging;

namespace Digits.Tests.Imaging;

public sealed class HuePlaneTests
{
    private const int Side = 80;

    [Fact]
    public void Fill_OneHueUnderAnyLight_IsEven()
    {
        byte[] plane = Fill(3, (x, _) => Lit([200, 150, 100], 1 - (x / 160f)));
        Assert.InRange(plane.Max() - plane.Min(), 0, 4);
    }

    [Fact]
    public void Fill_Grey_IsTheMiddle() => Assert.All(Fill(3, (x, y) => Lit([255, 255, 255], (x + y) / 160f)), level => Assert.Equal(128, level));

    [Fact]
    public void Fill_Black_IsTheMiddle() => Assert.All(Fill(3, (_, _) => [0, 0, 0]), level => Assert.Equal(128, level));

    [Fact]
    public void Fill_InkOfOneLuminanceInHalfTheLight_StandsOutAsFar()
    {
        byte[] plane = Fill(3, (x, y) => Lit(y is >= 30 and < 50 ? [204, 45, 42] : [60, 124, 70], x < Side / 2 ? 1 : 0.6f));
        int bright = plane[(40 * Side) + 10] - plane[(10 * Side) + 10];
        int shady = plane[(40 * Side) + 70] - plane[(10 * Side) + 70];
        Assert.True(Math.Abs(bright) > 100 && Math.Abs(bright - shady) <= 4, $"{bright} in the light, {shady} in the shadow");
    }

    [Fact]
    public void Fill_ClearPixels_AreWhite()
    {
        byte[] plane = Fill(4, (x, _) => x < Side / 2 ? [255, 255, 255, 255] : [255, 0, 0, 0]);
        Assert.All(plane, level => Assert.Equal(128, level));
    }

    private static byte[] Lit(byte[] colour, float light) => [.. colour.Select(band => (byte)((band * light) + 0.5f))];

    private static byte[] Fill(int bands, Func<int, int, byte[]> colour)
    {
        using PixelBuffer pixels = new(Side, Side, bands);
        for (int i = 0; i < Side * Side; i++)
        {
            colour(i % Side, i / Side).CopyTo(pixels.Bytes[(i * bands)..]);
        }

        byte[] plane = new byte[Side * Side];
        HuePlane.Fill(pixels, plane);
        return plane;
    }
}

using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Tests.Support;

namespace Digits.Tests.Preprocessing;

public sealed class QuadraticSurfaceTests
{
    private const int Width = 70;
    private const int Height = 40;

    [Fact]
    public void Fit_QuadraticBrightness_IsThatBrightness()
    {
        using GrayImage picture = Picture.From(Width, Height, Level);
        Assert.All(Fit(picture, Everywhere()).Index(), at => Assert.Equal(Level(at.Index % Width, at.Index / Width), at.Item, 1f));
    }

    [Fact]
    public void Fit_PixelsThatDoNotCount_DoNotBendIt()
    {
        using GrayImage picture = Picture.From(Width, Height, (x, y) => x is > 20 and < 40 ? 0 : Level(x, y));
        bool[] chosen = [.. Everywhere().Select((_, i) => i % Width is not (> 20 and < 40))];
        Assert.All(Fit(picture, chosen).Index(), at => Assert.Equal(Level(at.Index % Width, at.Index / Width), at.Item, 1f));
    }

    [Fact]
    public void Fit_LeftHalfOnly_GoesOnToTheRight()
    {
        using GrayImage picture = Picture.From(Width, Height, (x, y) => x < Width / 2 ? Level(x, y) : 0);
        bool[] chosen = [.. Everywhere().Select((_, i) => i % Width < Width / 2)];
        Assert.All(Fit(picture, chosen).Index(), at => Assert.Equal(Level(at.Index % Width, at.Index / Width), at.Item, 5f));
    }

    // One pixel has infinitely many surfaces through it; the ridge takes a tame one.
    [Fact]
    public void Fit_OnePixel_StaysFinite()
    {
        using GrayImage picture = Picture.Filled(Width, Height, 90);
        bool[] chosen = new bool[Width * Height];
        chosen[777] = true;
        Assert.All(Fit(picture, chosen), value => Assert.InRange(value, -1000, 1000));
    }

    private static int Level(int x, int y) => 120 + x - (y * 2) + (x * x / 100);

    private static bool[] Everywhere() => [.. Enumerable.Repeat(true, Width * Height)];

    private static float[] Fit(GrayImage picture, bool[] chosen)
    {
        float[] surface = new float[Width * Height];
        QuadraticSurface.Fit(picture, chosen, surface);
        return surface;
    }
}

using Digits.Core.Imaging;
using Digits.Core.Preprocessing.Isolation;
using Digits.Tests.Support;

namespace Digits.Tests.Preprocessing.Isolation;

public sealed class StrokeDepthTests
{
    [Fact]
    public void Measure_StepInBrightness_HasNoDepth()
    {
        using GrayImage picture = Picture.From(80, 80, (x, y) => x + (y / 4) < 50 ? 220 : 110);
        using StrokeDepth strokes = StrokeDepth.Measure(picture, darkInk: true);
        Assert.Equal(0, strokes.Plane.Pixels[..(40 * 80)].ToArray().Max());
    }

    // Ink takes the same share of whatever light falls on it.
    [Fact]
    public void Measure_StrokeAcrossAShadow_IsAsDeepOnBothSides()
    {
        using GrayImage picture = Picture.From(80, 80, (x, y) => (x < 40 ? 200 : 100) / (y is >= 38 and < 42 ? 2 : 1));
        using StrokeDepth strokes = StrokeDepth.Measure(picture, darkInk: true);
        Assert.Equal((127, 127), (strokes.Plane.Row(40)[10], strokes.Plane.Row(40)[70]));
    }

    [Fact]
    public void Measure_LightStroke_IsDeepWhereLightInkIsAskedFor()
    {
        using GrayImage picture = Picture.Filled(80, 80, 55).With(20, 38, 40, 4, 155);
        using StrokeDepth light = StrokeDepth.Measure(picture, darkInk: false);
        using StrokeDepth dark = StrokeDepth.Measure(picture, darkInk: true);
        Assert.Equal((127, 0), (light.Plane.Row(40)[40], dark.Plane.Row(40)[40]));
    }

    [Fact]
    public void Measure_Grain_HasNoDepth()
    {
        using GrayImage picture = Picture.Noise(80, 80, 1, 190, 210);
        using StrokeDepth strokes = StrokeDepth.Measure(picture, darkInk: true);
        Assert.Equal(0, strokes.Plane.Pixels.ToArray().Max());
    }
}

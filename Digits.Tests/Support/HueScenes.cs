using SkiaSharp;

namespace Digits.Tests.Support;

/// <summary>Digits in ink as bright as its paper and of another hue, under light that falls off: squares of <see cref="Side"/> pixels.</summary>
internal static class HueScenes
{
    /// <summary>The pictures' side in pixels.</summary>
    public const int Side = 200;

    /// <summary>Ink and paper: red, green and blue, 0..255, of one BT.601 luminance each pair, give or take two.</summary>
    private static readonly (int[] Ink, int[] Paper)[] Pairs =
    [
        ([204, 45, 42], [60, 124, 70]),
        ([40, 132, 230], [207, 104, 40]),
        ([237, 222, 58], [208, 208, 208]),
        ([240, 196, 214], [196, 220, 196]),
        ([166, 213, 230], [222, 211, 148]),
        ([190, 60, 175], [40, 143, 143]),
    ];

    /// <summary>How much light falls on a place: across and down it, -0.5..0.5.</summary>
    public static readonly Dictionary<string, Func<float, float, float>> Lights = new()
    {
        ["even light"] = (_, _) => 1,
        ["a vignette"] = (x, y) => 1 - (0.9f * ((x * x) + (y * y))),
        ["light from the left"] = (x, y) => 0.65f - (0.6f * x) + (0.1f * y),
        ["a soft shadow"] = (x, y) => 1 - (0.4f / (1 + MathF.Exp(-18 * (x + (0.3f * y) - 0.1f)))),
    };

    /// <summary>Draws a digit of <see cref="StrokeDigits"/> in the middle.</summary>
    public static byte[] Draw(string light, SKEncodedImageFormat format, int digit, int seed) =>
        Encode(light, format, seed, StrokeDigits.InkInMiddle(digit, seed, Side));

    /// <summary>Encodes a picture of the share of ink, 0..1, at each pixel, with grain in every band.</summary>
    public static byte[] Encode(string light, SKEncodedImageFormat format, int seed, Func<int, int, float> ink)
    {
        (int[] inkColour, int[] paperColour) = Pairs[seed % Pairs.Length];
        var random = new Random(seed);
        using var bitmap = new SKBitmap(new SKImageInfo(Side, Side, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                float brightness = Lights[light]((x / (float)Side) - 0.5f, (y / (float)Side) - 0.5f);
                float share = ink(x, y);
                byte Band(int band) => (byte)Math.Clamp(
                    (((inkColour[band] * share) + (paperColour[band] * (1 - share))) * brightness) + (3 * random.NextSingle()) - 1, 0, 255);
                bitmap.SetPixel(x, y, new SKColor(Band(0), Band(1), Band(2)));
            }
        }

        using SKData file = bitmap.Encode(format, 80);
        return file.ToArray();
    }
}

using Digits.Core.Imaging;

namespace Digits.Tests.Support;

/// <summary>Drawn digits as cameras and forms send them: squares of <see cref="Side"/> pixels, brightness 0..1.</summary>
internal static class DigitScenes
{
    /// <summary>The pictures' side in pixels.</summary>
    public const int Side = 240;

    private const float Paper = 0.9f;
    private const float Ink = 0.15f;

    /// <summary>All scenes by name. Each makes a picture of the share of ink, 0..1, at each pixel.</summary>
    public static readonly Dictionary<string, Func<Func<int, int, float>, Random, float[]>> All = new()
    {
        ["a sheet on a dark desk"] = (ink, random) => Light(random, OnDesk(random, 0.25f, ink)),
        ["a sheet on a light desk"] = (ink, random) => Light(random, OnDesk(random, 0.55f, ink)),
        ["a sharp shadow"] = (ink, random) => Shadow(random, 0.6f, Light(random, (x, y) => Lay(Paper, Ink, ink(x, y)))),
        ["a box inside a margin"] = (ink, random) => Fill((x, y) => Lay(1, 0, Math.Max(ink(x, y), Box(x, y, 22, 3)))),
        ["a turned box"] = (ink, random) => TurnedBox(random, ink),
        ["faint ink in a dark frame"] = (ink, random) => Fill((x, y) => Math.Min(Lay(0.92f, 0.72f, ink(x, y)), Lay(1, 0.05f, Box(x, y, 12, 5)))),
        ["dark squares"] = (ink, random) => Fill((x, y) => Lay(Lay(0.97f, 0.5f, Math.Max(Rule(x, 46), Rule(y, 46))), Ink, ink(x, y))),
        ["ruled lines, and light that falls"] = (ink, random) => Light(random, (x, y) => Lay(Lay(Paper, 0.6f, Rule(y, 52)), Ink, ink(x, y))),
        ["a bar underneath"] = (ink, random) => Fill((x, y) => Lay(1, 0, Math.Max(ink(x, y), y is >= 222 and < 230 && x is > 40 and < 200 ? 1 : 0))),
    };

    /// <summary>Scenes that hold no digit.</summary>
    public static readonly Dictionary<string, Func<Random, float[]>> Empty = new()
    {
        ["a sharp shadow"] = random => Shadow(random, 0.5f + (0.3f * random.NextSingle()), Light(random, (_, _) => Paper)),
        ["a sheet on a desk"] = random => Light(random, OnDesk(random, 0.2f + (0.4f * random.NextSingle()), (_, _) => 0)),
        ["the edge of a desk"] = random =>
        {
            int width = random.Next(12, 60);
            return Light(random, (x, _) => x < width ? 0.3f : Paper);
        },
        ["ruled lines with a margin"] = random =>
        {
            int margin = random.Next(25, 60);
            return Light(random, (x, y) => Lay(Paper, 0.6f, Math.Max(Rule(y, 47), Math.Abs(x - margin) < 1 ? 1 : 0)));
        },
        ["dark squares"] = random => Fill((x, y) => Lay(0.97f, 0.4f, Math.Max(Rule(x, 40), Rule(y, 40)))),
    };

    /// <summary>Draws a digit of <see cref="StrokeDigits"/> in the middle of a scene.</summary>
    public static float[] Draw(string scene, int digit, int seed) =>
        All[scene](StrokeDigits.InkInMiddle(digit, seed, Side), new Random((digit * 100) + seed));

    public static GrayImage ToPicture(float[] values) => Picture.From(Side, Side, (x, y) => (int)((values[(y * Side) + x] * 255) + 0.5f));

    private static float Lay(float paper, float ink, float share) => paper + ((ink - paper) * share);

    private static float[] Fill(Func<int, int, float> level) =>
        [.. Enumerable.Range(0, Side * Side).Select(i => Math.Clamp(level(i % Side, i / Side), 0, 1))];

    /// <summary>Light that falls off to one side, and grain.</summary>
    private static float[] Light(Random random, Func<int, int, float> level)
    {
        (float x, float y) fall = (random.NextSingle() - 0.5f, random.NextSingle() - 0.5f);
        return Fill((x, y) =>
            (level(x, y) * (0.85f + (0.3f * ((fall.x * x) + (fall.y * y)) / Side))) + (0.02f * (random.NextSingle() - 0.5f)));
    }

    private static Func<int, int, float> OnDesk(Random random, float desk, Func<int, int, float> ink)
    {
        Func<int, int, float> away = AwayFromMiddle(random.NextSingle() - 0.5f);
        return (x, y) => Lay(Lay(Paper, Ink, ink(x, y)), desk, Math.Clamp(away(x, y) - 84, 0, 1));
    }

    private static float[] TurnedBox(Random random, Func<int, int, float> ink)
    {
        Func<int, int, float> away = AwayFromMiddle(0.07f + (0.28f * random.NextSingle()));
        return Fill((x, y) => Lay(1, 0, Math.Max(ink(x, y), away(x, y) is >= 79 and < 82 ? 1 : 0)));
    }

    /// <summary>How far a pixel is from the middle along the nearer axis of a square that is turned by so many radians.</summary>
    private static Func<int, int, float> AwayFromMiddle(float angle)
    {
        (float sine, float cosine) = MathF.SinCos(angle);
        return (x, y) =>
        {
            (float u, float v) = (x - (Side / 2f), y - (Side / 2f));
            return Math.Max(Math.Abs((u * cosine) + (v * sine)), Math.Abs((v * cosine) - (u * sine)));
        };
    }

    private static float[] Shadow(Random random, float light, float[] values)
    {
        float place = Side * (0.3f + (0.4f * random.NextSingle()));
        float slope = random.NextSingle() - 0.5f;
        return [.. values.Select((value, i) => value * Lay(1, light, Math.Clamp(((i % Side) - place - (slope * (i / Side))) / 4, 0, 1)))];
    }

    private static float Box(int x, int y, int margin, int width)
    {
        int inside = Math.Min(Math.Min(x, Side - 1 - x), Math.Min(y, Side - 1 - y)) - margin;
        return inside >= 0 && inside < width ? 1 : 0;
    }

    private static float Rule(int place, int step) => (place + 17) % step < 2 ? 1 : 0;
}

namespace Digits.Tests.Support;

/// <summary>Digits 0 to 9 in three handwritings, drawn with a round pen: a test set of our own, apart from MNIST.</summary>
internal static class StrokeDigits
{
    public const int Styles = 3;

    private const int LeastSide = 90;
    private const float GlyphWidth = 60;
    private const float GlyphHeight = 100;

    // Strokes end at a semicolon; points lie in a box of 60 by 100 and are joined by a curve, or by lines after a bar.
    private static readonly string[][] Font =
    [
        [
            "30,0 8,15 0,50 8,85 30,100 52,85 60,50 52,15 30,0",
            "30,0 14,20 10,50 14,80 30,100 46,80 50,50 46,20 30,0",
            "42,4 14,20 4,55 12,88 28,100 50,80 58,45 50,14 36,2 24,8",
        ],
        ["|30,0 30,100", "|12,22 34,0 30,100", "|10,24 32,0 32,100;|10,100 54,100"],
        [
            "2,22 14,3 36,0 54,14 50,38 28,66 2,98;|2,98 60,96",
            "4,20 20,2 44,4 54,24 40,56 10,88 2,94 14,84 34,92 58,98",
            "0,16 30,0 56,18 46,46 4,100;|4,100 58,100",
        ],
        [
            "4,12 28,0 52,16 44,40 22,47;22,47 52,56 58,78 34,100 0,88",
            "|4,2 54,2 24,42;24,42 52,54 56,80 30,100 2,90",
            "2,20 24,0 54,14 48,40 26,48 52,58 56,84 26,100 0,84",
        ],
        ["|10,0 4,56 58,56;|44,8 42,100", "|42,0 2,66 60,66;|42,0 42,100", "|16,4 6,50 50,48;|52,0 46,100"],
        [
            "|54,0 10,2 8,44;8,44 36,38 58,62 42,96 2,94",
            "|12,4 8,46;8,46 38,40 56,66 36,98 0,90;|12,4 58,2",
            "54,4 14,6 10,40 44,46 54,76 26,100 0,88",
        ],
        [
            "48,2 18,30 4,66 22,98 50,88 52,62 28,52 6,70",
            "34,0 10,50 6,80 28,100 54,84 46,58 22,58 8,78",
            "52,10 30,2 8,36 4,72 26,100 54,80 44,54 16,58 5,76",
        ],
        ["|0,4 58,2 20,100", "|2,4 56,2 22,100;|14,50 50,48", "|4,18 4,2 58,4;58,4 36,44 26,100"],
        [
            "50,14 28,0 8,20 30,46 54,74 30,100 6,76 28,48 52,22 48,12",
            "30,0 10,14 12,36 30,46 50,34 50,12 30,0;30,46 6,62 8,90 30,100 54,88 54,62 30,46",
            "44,12 30,0 16,18 30,46 46,76 30,100 14,76 30,46 44,20 40,6",
        ],
        [
            "52,24 32,0 8,20 14,44 36,48 52,24 50,60 44,100",
            "52,22 30,0 8,22 24,48 50,30 52,22 50,66 34,98 8,92",
            "|52,2 50,100;52,14 28,0 6,24 24,48 51,34",
        ],
    ];

    /// <summary>How a pen goes that writes one digit: its strokes, in a box of 60 by 100, y downwards.</summary>
    public static IReadOnlyList<IReadOnlyList<(float X, float Y)>> Strokes(int digit, int style) => [.. Font[digit][style].Split(';').Select(StrokePath.Parse)];

    /// <summary>Draws one digit: size, place, pen, slant, turn, ink and paper all come from the seed.</summary>
    /// <returns>Brightness 0..1, row-major, and the side in pixels.</returns>
    public static (float[] Values, int Side) Draw(int digit, int style, int seed) =>
        Draw(Font[digit][style], new Random((digit * 1_000) + (style * 100) + seed), 40, 150);

    /// <summary>Draws a glyph, given as in the font, in a picture of at least and of less than so many pixels.</summary>
    public static (float[] Values, int Side) Draw(string glyph, Random random, int leastSide, int sideLimit)
    {
        float Between(float least, float greatest) => least + ((greatest - least) * random.NextSingle());

        int side = random.Next(leastSide, sideLimit);
        float tall = side * Between(0.35f, 0.75f);
        float pen = Math.Max(tall * Between(0.06f, 0.15f), 1.5f);
        float slant = Between(-0.15f, 0.25f);
        (float sine, float cosine) = MathF.SinCos(Between(-0.12f, 0.12f));
        float left = Between(0.35f, 0.65f) * side;
        float top = side * 0.5f;
        var segments = new List<StrokeSegment>();
        foreach (string stroke in glyph.Split(';'))
        {
            (float X, float Y)[] points =
            [
                .. StrokePath.Parse(stroke).Select(point =>
                {
                    float y = (point.Y - (GlyphHeight / 2)) * tall / GlyphHeight;
                    float x = ((point.X - (GlyphWidth / 2)) * tall / GlyphHeight) - (y * slant);
                    return (left + (x * cosine) - (y * sine), top + (x * sine) + (y * cosine));
                }),
            ];
            segments.AddRange(points.Zip(points.Skip(1), (from, to) => new StrokeSegment(from.X, from.Y, to.X, to.Y)));
        }

        float paper = Between(0.75f, 1);
        float ink = Between(0, 0.35f);
        bool isWhiteOnBlack = random.Next(2) == 0;
        return (Render(segments, side, pen / 2, isWhiteOnBlack ? 1 - paper : paper, isWhiteOnBlack ? 1 - ink : ink), side);
    }

    /// <summary>The share of ink, 0..1, at each pixel of a square picture that holds a digit of <see cref="Draw(int, int, int)"/> in its middle.</summary>
    /// <param name="digit">0..9.</param>
    /// <param name="seed">Which drawing, from which on the first that is large enough is taken.</param>
    /// <param name="pictureSide">The picture's side in pixels.</param>
    public static Func<int, int, float> InkInMiddle(int digit, int seed, int pictureSide)
    {
        (float[] values, int side) = (new float[1], 1);
        for (int next = seed; side < LeastSide; next++)
        {
            (values, side) = Draw(digit, seed % Styles, next);
        }

        float paper = values[0];
        float depth = values.Max(value => Math.Abs(value - paper));
        int first = (pictureSide - side) / 2;
        return (x, y) => x < first || y < first || x >= first + side || y >= first + side
            ? 0
            : Math.Abs(values[((y - first) * side) + x - first] - paper) / depth;
    }

    private static float[] Render(List<StrokeSegment> segments, int side, float radius, float paper, float ink)
    {
        float[] values = new float[side * side];
        for (int i = 0; i < values.Length; i++)
        {
            float nearest = float.MaxValue;
            foreach (StrokeSegment segment in segments)
            {
                nearest = Math.Min(nearest, segment.SquaredDistanceTo((i % side) + 0.5f, (i / side) + 0.5f));
            }

            values[i] = paper + ((ink - paper) * Math.Clamp(radius + 0.5f - MathF.Sqrt(nearest), 0, 1));
        }

        return values;
    }
}

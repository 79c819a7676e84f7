using System.Globalization;

namespace Digits.Tests.Support;

/// <summary>Reads one stroke of <see cref="StrokeDigits"/> into the points of a line.</summary>
internal static class StrokePath
{
    private const int StepsPerPoint = 8;

    public static List<(float X, float Y)> Parse(string stroke)
    {
        (float X, float Y)[] points =
        [
            .. stroke.TrimStart('|').Split(' ').Select(pair => pair.Split(',')).Select(pair =>
                (float.Parse(pair[0], CultureInfo.InvariantCulture), float.Parse(pair[1], CultureInfo.InvariantCulture))),
        ];
        return stroke[0] == '|' ? [.. points] : Smooth(points);
    }

    /// <summary>A curve through all points (Catmull, Rom, "A class of local interpolating splines", 1974).</summary>
    private static List<(float X, float Y)> Smooth((float X, float Y)[] points)
    {
        List<(float X, float Y)> line = [points[0]];
        for (int i = 0; i + 1 < points.Length; i++)
        {
            (float X, float Y) a = points[Math.Max(i - 1, 0)];
            (float X, float Y) b = points[i];
            (float X, float Y) c = points[i + 1];
            (float X, float Y) d = points[Math.Min(i + 2, points.Length - 1)];
            for (int step = 1; step <= StepsPerPoint; step++)
            {
                float t = (float)step / StepsPerPoint;
                line.Add((Spline(a.X, b.X, c.X, d.X, t), Spline(a.Y, b.Y, c.Y, d.Y, t)));
            }
        }

        return line;
    }

    private static float Spline(float a, float b, float c, float d, float t) =>
        0.5f * ((2 * b) + ((c - a) * t) + (((2 * a) - (5 * b) + (4 * c) - d) * t * t) + (((3 * b) - a - (3 * c) + d) * t * t * t));
}

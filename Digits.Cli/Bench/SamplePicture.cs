using Digits.Core.Recognition;

namespace Digits.Cli.Bench;

/// <summary>A 7 as a canvas saves it: 280 by 280 pixels, a dark pen on white.</summary>
internal static class SamplePicture
{
    private const int Side = 280;
    private const float PenRadius = 9;

    /// <summary>A PNG file.</summary>
    public static byte[] Draw()
    {
        byte[] pixels = new byte[Side * Side];
        for (int i = 0; i < pixels.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, Side);
            float distance = Math.Min(Distance(x, y, 85, 60, 195, 55), Distance(x, y, 195, 55, 120, 225));
            pixels[i] = (byte)(byte.MaxValue * Math.Clamp(distance + 0.5f - PenRadius, 0, 1));
        }

        return GrayPng.Encode(pixels, Side, Side);
    }

    /// <summary>From a point to a stroke's nearest.</summary>
    private static float Distance(float x, float y, float fromX, float fromY, float toX, float toY)
    {
        (float alongX, float alongY) = (toX - fromX, toY - fromY);
        float at = Math.Clamp((((x - fromX) * alongX) + ((y - fromY) * alongY)) / ((alongX * alongX) + (alongY * alongY)), 0, 1);
        return float.Hypot(x - fromX - (at * alongX), y - fromY - (at * alongY));
    }
}

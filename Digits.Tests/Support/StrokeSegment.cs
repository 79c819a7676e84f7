using System.Runtime.InteropServices;

namespace Digits.Tests.Support;

/// <summary>A straight piece of a stroke, in pixels.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StrokeSegment(float FromX, float FromY, float ToX, float ToY)
{
    public float SquaredDistanceTo(float x, float y)
    {
        float dx = ToX - FromX;
        float dy = ToY - FromY;
        float along = Math.Clamp((((x - FromX) * dx) + ((y - FromY) * dy)) / Math.Max((dx * dx) + (dy * dy), 1e-9f), 0, 1);
        float gapX = x - FromX - (along * dx);
        float gapY = y - FromY - (along * dy);
        return (gapX * gapX) + (gapY * gapY);
    }
}

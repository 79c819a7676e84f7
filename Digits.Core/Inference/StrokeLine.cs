using System.Runtime.InteropServices;

namespace Digits.Core.Inference;

/// <summary>A straight piece of a stroke of <see cref="DigitsSelfTest"/>, in pixels.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StrokeLine(float FromX, float FromY, float ToX, float ToY)
{
    /// <summary>How far a point is from the nearest point of the line.</summary>
    public float DistanceTo(float x, float y)
    {
        (float alongX, float alongY) = (ToX - FromX, ToY - FromY);
        float share = Math.Clamp((((x - FromX) * alongX) + ((y - FromY) * alongY)) / ((alongX * alongX) + (alongY * alongY)), 0, 1);
        (float offX, float offY) = (x - FromX - (share * alongX), y - FromY - (share * alongY));
        return MathF.Sqrt((offX * offX) + (offY * offY));
    }
}

namespace Digits.Core.Preprocessing;

/// <summary>Ink that hangs together.</summary>
/// <param name="Box">Where it lies, in pixels of the survey.</param>
/// <param name="Mass">The sum of its depths.</param>
internal readonly record struct InkPart(PixelBox Box, long Mass)
{
    public InkPart Union(InkPart other) => new(Box.Union(other.Box), Mass + other.Mass);
}

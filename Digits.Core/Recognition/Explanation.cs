namespace Digits.Core.Recognition;

/// <summary>What the model saw, how it came about, and where the model looked.</summary>
/// <param name="Picture">A PNG file of 28 by 28 grey pixels: the model's input, ink bright.</param>
/// <param name="HeatMap">A PNG file of 28 by 28 grey pixels: brighter where the answer leans more on the ink.</param>
/// <param name="Reading">How the digit was found.</param>
/// <param name="Inverted">True when dark ink on light paper was turned over.</param>
/// <param name="CropBox">Where the ink was found; null for raw pixels, which are not cropped.</param>
/// <param name="SourceWidth">The width of what was sent, in pixels, upright.</param>
/// <param name="SourceHeight">The height of what was sent, in pixels, upright.</param>
public sealed record Explanation(
    ReadOnlyMemory<byte> Picture,
    ReadOnlyMemory<byte> HeatMap,
    Reading Reading,
    bool Inverted,
    CropBox? CropBox,
    int SourceWidth,
    int SourceHeight)
{
    /// <summary>What else may be tried, in a sentence, where the digit was withheld and its ink is as wide as several digits; null otherwise.</summary>
    public string? Hint { get; init; }
}

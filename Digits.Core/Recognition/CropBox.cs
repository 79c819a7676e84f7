namespace Digits.Core.Recognition;

/// <summary>Where the digit was found, in pixels of the upright picture as it was sent.</summary>
/// <param name="X">The left edge.</param>
/// <param name="Y">The upper edge.</param>
/// <param name="Width">How wide the ink is.</param>
/// <param name="Height">How high the ink is.</param>
public sealed record CropBox(int X, int Y, int Width, int Height);

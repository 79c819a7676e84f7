namespace Digits.Core.Recognition;

/// <summary>Where a place of a number is, and what the model saw there.</summary>
/// <param name="Box">In pixels of what was sent.</param>
/// <param name="Picture">A PNG file of the model's input; empty unless it was asked for.</param>
internal readonly record struct NumberPlace(CropBox Box, ReadOnlyMemory<byte> Picture);

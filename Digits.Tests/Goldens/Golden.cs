namespace Digits.Tests.Goldens;

/// <summary>One picture and the tensor that the training side's recipe makes of it; null where it finds no ink.</summary>
internal sealed record Golden(int Width, int Height, byte[] Pixels, float[]? Tensor);

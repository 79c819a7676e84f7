namespace Digits.Tests.Goldens;

/// <summary>One picture and the tensor that the recipe made of it when it was last changed on purpose, 255 = ink; null where it finds none.</summary>
internal sealed record Golden(int Width, int Height, byte[] Pixels, byte[]? Tensor);

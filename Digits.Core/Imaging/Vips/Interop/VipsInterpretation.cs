namespace Digits.Core.Imaging.Vips.Interop;

/// <summary>What the bands of an image mean (VipsInterpretation in image.h); only what is told apart here.</summary>
internal enum VipsInterpretation
{
    /// <summary>One band of grey, black to white.</summary>
    BlackWhite = 1,

    /// <summary>Red, green and blue in sRGB.</summary>
    Srgb = 22,

    /// <summary>One band of grey, 16 bits.</summary>
    Grey16 = 26,
}

namespace Digits.Core.Imaging.Png;

/// <summary>What a PNG's samples are; the values are the header's own (ISO/IEC 15948 11.2.2).</summary>
internal enum PngColour : byte
{
    Gray = 0,
    Rgb = 2,
    Palette = 3,
    GrayAlpha = 4,
    Rgba = 6,
}

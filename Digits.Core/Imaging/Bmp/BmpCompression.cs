namespace Digits.Core.Imaging.Bmp;

/// <summary>How a BMP's pixels are packed; the numbers are Windows' (BI_RGB and so on).</summary>
internal enum BmpCompression : uint
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>Runs of pixels of 8 bits (BI_RLE8).</summary>
    Runs8 = 1,

    /// <summary>Runs of pixels of 4 bits (BI_RLE4).</summary>
    Runs4 = 2,

    /// <summary>Not at all; masks tell which bits are which colour (BI_BITFIELDS).</summary>
    Masks = 3,

    /// <summary>As <see cref="Masks"/>, with a fourth one for opacity (BI_ALPHABITFIELDS).</summary>
    MasksWithAlpha = 6,
}

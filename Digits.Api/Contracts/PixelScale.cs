namespace Digits.Api.Contracts;

/// <summary>What the numbers of pixels mean.</summary>
internal enum PixelScale
{
    /// <summary>0 for paper to 255 for full ink, whole numbers.</summary>
    Byte,

    /// <summary>0 for paper to 1 for full ink.</summary>
    Unit,
}

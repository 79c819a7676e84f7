namespace Digits.Core.Imaging.Vips.Interop;

/// <summary>The number type of a band (VipsBandFormat in image.h); only what is told apart here.</summary>
internal enum VipsBandFormat
{
    /// <summary>8 bits without sign.</summary>
    UChar = 0,
}

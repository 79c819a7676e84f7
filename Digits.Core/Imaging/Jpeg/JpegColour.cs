namespace Digits.Core.Imaging.Jpeg;

/// <summary>What a JPEG's components stand for.</summary>
/// <remarks>The names say what is made of them: one band of grey, or red, green and blue.</remarks>
internal enum JpegColour
{
    /// <summary>One component.</summary>
    Grey,

    /// <summary>Luminance and two differences, full range (JFIF 1.02).</summary>
    YCbCr,

    /// <summary>Red, green and blue as they are.</summary>
    Rgb,

    /// <summary>Four printing inks, stored inverted as Adobe does.</summary>
    Cmyk,

    /// <summary>As <see cref="Cmyk"/>, the first three as YCbCr.</summary>
    Ycck,
}

namespace Digits.Core.Imaging;

/// <summary>The picture formats that are read.</summary>
internal enum ImageFormat
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>PNG (ISO/IEC 15948).</summary>
    Png,

    /// <summary>JPEG (ISO/IEC 10918).</summary>
    Jpeg,

    /// <summary>WebP (RFC 9649).</summary>
    Webp,

    /// <summary>GIF 87a and 89a; the first frame.</summary>
    Gif,

    /// <summary>BMP of Windows and OS/2.</summary>
    Bmp,
}

namespace Digits.Core.Imaging;

/// <summary>A kind of file that is no picture that is read, told by its first bytes, so that the refusal can call it by its name.</summary>
/// <param name="Description">What it is, to follow "This is".</param>
/// <param name="Offset">Where <paramref name="Magic"/> lies.</param>
/// <param name="Magic">The bytes that tell it.</param>
/// <remarks>
/// Sources: the signatures of each format's specification; ISO/IEC 23008-12 and AVIF for the brands of <see cref="IsoMedia"/>. What
/// <see cref="ImageFormatSniffer"/> knows does not come here. Thread-safe.
/// </remarks>
internal sealed record ForeignFormat(string Description, int Offset, byte[] Magic)
{
    /// <summary>What is read, for people.</summary>
    public const string WhatIsRead = "PNG, JPEG, WebP, GIF or BMP";

    // The first that fits decides: camera raw files before TIFF, in which most of them are wrapped.
    private static readonly ForeignFormat[] All =
    [
        Of("JPEG XL", [0xFF, 0x0A]),
        Of("JPEG XL", [0, 0, 0, 12, .. "JXL "u8]),
        Of("JPEG 2000", [0, 0, 0, 12, .. "jP  "u8]),
        Of("JPEG 2000", [0xFF, 0x4F, 0xFF, 0x51]),
        new("a camera's raw file", 8, [.. "CR"u8, 2, 0]),
        Of("a camera's raw file", [.. "FUJIFILMCCD-RAW"u8]),
        Of("a camera's raw file", [.. "IIRO"u8]),
        Of("a camera's raw file", [.. "IIRS"u8]),
        Of("a camera's raw file", [.. "IIU\0"u8]),
        Of("TIFF, or a camera's raw file", [.. "II*\0"u8]),
        Of("TIFF, or a camera's raw file", [.. "MM\0*"u8]),
        Of("TIFF", [.. "II+\0"u8]),
        Of("TIFF", [.. "MM\0+"u8]),
        Of("a PDF document", [.. "%PDF"u8]),
        Of("PostScript", [.. "%!PS"u8]),
        Of("a Photoshop document", [.. "8BPS"u8]),
        Of("a GIMP document", [.. "gimp xcf"u8]),
        Of("a Windows icon", [0, 0, 1, 0]),
        Of("a Windows cursor", [0, 0, 2, 0]),
        Of("a Windows metafile", [0xD7, 0xCD, 0xC6, 0x9A]),
        Of("DDS", [.. "DDS "u8]),
        Of("QOI", [.. "qoif"u8]),
        Of("OpenEXR", [0x76, 0x2F, 0x31, 0x01]),
        new("DICOM", 128, [.. "DICM"u8]),
        Of("Netpbm", [.. "P1\n"u8]),
        Of("Netpbm", [.. "P2\n"u8]),
        Of("Netpbm", [.. "P3\n"u8]),
        Of("Netpbm", [.. "P4\n"u8]),
        Of("Netpbm", [.. "P5\n"u8]),
        Of("Netpbm", [.. "P6\n"u8]),
        Of("a NumPy array", [0x93, .. "NUMPY"u8]),
        Of("a file of MNIST's kind with many pictures", [0, 0, 8, 3]),
        Of("a ZIP archive, or an office document", [.. "PK\u0003\u0004"u8]),
        Of("compressed by gzip", [0x1F, 0x8B]),
        Of("sound or film", [.. "RIFF"u8]),
        Of("film", [0x1A, 0x45, 0xDF, 0xA3]),
        new("film", 4, [.. "moov"u8]),
    ];

    /// <summary>The refusal of bytes that begin like no picture that is read, at most 200 characters, never echoing them.</summary>
    /// <param name="bytes">The file; its first bytes are looked at.</param>
    public static string Refusal(ReadOnlySpan<byte> bytes)
    {
        if (ForeignText.Explanation(bytes) is string explanation)
        {
            return explanation;
        }

        string? description = IsoMedia.Describe(bytes);
        foreach (ForeignFormat format in All)
        {
            description ??= format.Fits(bytes) ? format.Description : null;
        }

        return description is null ? "The bytes begin like none of PNG, JPEG, WebP, GIF and BMP." : $"This is {description}; send {WhatIsRead}.";
    }

    private static ForeignFormat Of(string description, byte[] magic) => new(description, 0, magic);

    private bool Fits(ReadOnlySpan<byte> bytes) => bytes.Length > Offset && bytes[Offset..].StartsWith(Magic);
}

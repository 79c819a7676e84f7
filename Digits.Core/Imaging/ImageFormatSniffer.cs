using System.Buffers.Binary;
using Digits.Core.Imaging.Bmp;

namespace Digits.Core.Imaging;

/// <summary>Tells a picture's format from its first bytes; file names and content types are not asked.</summary>
/// <remarks>
/// Sources: PNG, ISO/IEC 15948 5.2; JPEG, ITU-T T.81 B.1.1.3 (a start-of-image marker and the first byte of the next marker);
/// WebP, RFC 9649 2.4; GIF, versions 87a and 89a; BMP, whose two letters are no signature, by the length of its second header. Whatever begins
/// otherwise is never handed to a decoder.
/// </remarks>
internal static class ImageFormatSniffer
{
    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegSignature => [0xFF, 0xD8, 0xFF];

    /// <summary>The format that <paramref name="encoded"/> begins like, or <see cref="ImageFormat.Unknown"/>.</summary>
    public static ImageFormat Sniff(ReadOnlySpan<byte> encoded)
    {
        if (encoded.StartsWith(PngSignature))
        {
            return ImageFormat.Png;
        }

        if (encoded.StartsWith(JpegSignature))
        {
            return ImageFormat.Jpeg;
        }

        if (encoded.Length >= 12 && encoded.StartsWith("RIFF"u8) && encoded[8..].StartsWith("WEBP"u8))
        {
            return ImageFormat.Webp;
        }

        if (encoded.StartsWith("GIF87a"u8) || encoded.StartsWith("GIF89a"u8))
        {
            return ImageFormat.Gif;
        }

        return encoded.Length >= BmpLayout.FrontLength && encoded.StartsWith("BM"u8)
            && BmpLayout.IsHeaderLength(BinaryPrimitives.ReadUInt32LittleEndian(encoded[(BmpLayout.FrontLength - sizeof(uint))..]))
            ? ImageFormat.Bmp
            : ImageFormat.Unknown;
    }
}

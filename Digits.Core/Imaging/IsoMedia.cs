using System.Buffers.Binary;

namespace Digits.Core.Imaging;

/// <summary>Names pictures and films in ISO's base media format by the brands in their first box (ISO/IEC 14496-12, 4.3).</summary>
internal static class IsoMedia
{
    private const int MajorBrandAt = 8;
    private const int BrandsAt = 16;
    private const int BrandLength = 4;

    /// <summary>Most files have three to eight brands.</summary>
    private const int MostBrands = 32;

    /// <summary>What the file is, to follow "This is", or null where it is of another format.</summary>
    public static string? Describe(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < MajorBrandAt + BrandLength || !bytes[4..].StartsWith("ftyp"u8))
        {
            return null;
        }

        // AVIF's files name HEIF's brands as well.
        return HasBrand(bytes, "avif"u8) || HasBrand(bytes, "avis"u8) ? "AVIF"
            : HasBrand(bytes, "hei"u8) || HasBrand(bytes, "hev"u8) || HasBrand(bytes, "mif1"u8) || HasBrand(bytes, "msf1"u8)
                ? "HEIC, as iPhones take it (Settings, Camera, Formats, Most Compatible makes JPEG)"
            : HasBrand(bytes, "crx "u8) ? "a camera's raw file"
            : HasBrand(bytes, "jxl "u8) ? "JPEG XL"
            : "film";
    }

    private static bool HasBrand(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> brand)
    {
        if (bytes[MajorBrandAt..].StartsWith(brand))
        {
            return true;
        }

        // After the major brand comes its version, then the others to the end of the box.
        long end = Math.Min(BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.Length);
        int left = MostBrands;
        for (int at = BrandsAt; at <= end - BrandLength && left > 0; at += BrandLength)
        {
            if (bytes[at..].StartsWith(brand))
            {
                return true;
            }

            left--;
        }

        return false;
    }
}

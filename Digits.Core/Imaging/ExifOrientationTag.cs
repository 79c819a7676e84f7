using System.Buffers.Binary;

namespace Digits.Core.Imaging;

/// <summary>Finds the orientation in the EXIF of a picture, and looks at nothing else in it.</summary>
/// <remarks>
/// EXIF is a TIFF file (CIPA DC-008, 4.5.2; TIFF 6.0, section 2): II or MM for the byte order, 42, and the place of the first directory,
/// which is a count and entries of twelve bytes: tag, type, number of values, and the value itself where it fits four bytes. The entries
/// of that one directory are read once, the first entry of the tag decides, and no place that an entry points to is visited. Thread-safe.
/// </remarks>
internal static class ExifOrientationTag
{
    private const ushort Tag = 0x0112;
    private const ushort Short = 3;
    private const int HeaderLength = 8;
    private const int EntryLength = 12;

    /// <summary>What JPEG and, by mistake, some writers of other containers put before the TIFF header.</summary>
    private static ReadOnlySpan<byte> Prefix => "Exif\0\0"u8;

    /// <summary>The orientation of a picture.</summary>
    /// <param name="exif">From the TIFF header on, or with <c>Exif</c> and two zeros before it; any bytes at all.</param>
    /// <returns>1 to 8; 1, upright, where nothing sane is found.</returns>
    public static int Read(ReadOnlySpan<byte> exif)
    {
        ReadOnlySpan<byte> tiff = exif.StartsWith(Prefix) ? exif[Prefix.Length..] : exif;
        if (tiff.Length < HeaderLength)
        {
            return ExifOrientation.Upright;
        }

        bool bigEndian = tiff.StartsWith("MM\0*"u8);
        if (!bigEndian && !tiff.StartsWith("II*\0"u8))
        {
            return ExifOrientation.Upright;
        }

        uint directory = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]);
        return directory <= tiff.Length - sizeof(ushort) ? ReadDirectory(tiff[(int)directory..], bigEndian) : ExifOrientation.Upright;
    }

    private static int ReadDirectory(ReadOnlySpan<byte> directory, bool bigEndian)
    {
        int count = ReadUInt16(directory, bigEndian);
        ReadOnlySpan<byte> entries = directory[sizeof(ushort)..];
        for (; count > 0 && entries.Length >= EntryLength; count--)
        {
            if (ReadUInt16(entries, bigEndian) == Tag)
            {
                int value = ReadUInt16(entries[8..], bigEndian);
                return ReadUInt16(entries[2..], bigEndian) == Short && value is >= 1 and <= 8 ? value : ExifOrientation.Upright;
            }

            entries = entries[EntryLength..];
        }

        return ExifOrientation.Upright;
    }

    private static ushort ReadUInt16(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}

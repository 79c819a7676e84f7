using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Digits.Core.Imaging.Bmp;

/// <summary>What the headers of a BMP file say (Windows' BITMAPFILEHEADER, BITMAPCOREHEADER, BITMAPINFOHEADER, V4 and V5).</summary>
internal sealed record BmpLayout
{
    /// <summary>The file header, and the length of the header after it.</summary>
    public const int FrontLength = FileHeaderLength + sizeof(uint);

    private const int FileHeaderLength = 14;
    private const int CoreLength = 12;
    private const int InfoLength = 40;
    private const int MasksLength = 3 * sizeof(uint);
    private const int MostBitsOfPalette = 8;

    /// <summary>Pixels across, 1 or more.</summary>
    public int Width { get; private init; }

    /// <summary>Pixels down, 1 or more.</summary>
    public int Height { get; private init; }

    /// <summary>True where the first row is the topmost; in most files it is the lowest.</summary>
    public bool IsTopDown { get; private init; }

    /// <summary>Bits of a pixel: 1, 4, 8, 16, 24 or 32.</summary>
    public int BitsPerPixel { get; private init; }

    /// <summary>How the pixels are packed.</summary>
    public BmpCompression Compression { get; private init; }

    /// <summary>The bits of the colours of 16 and 32 bits.</summary>
    public BmpMasks Masks { get; private init; }

    /// <summary>The table of colours of pixels of up to 8 bits: blue, green, red, and a fourth byte but in the oldest files.</summary>
    public Range Palette { get; private init; }

    /// <summary>Bytes of a colour in the table, 3 or 4.</summary>
    public int BytesPerColour { get; private init; }

    /// <summary>Where the pixels begin.</summary>
    public int Data { get; private init; }

    /// <summary>Bytes of a row that is not compressed, padded to a whole number of four.</summary>
    public long Stride => ((((long)Width * BitsPerPixel) + 31) / 32) * sizeof(uint);

    /// <summary>Whether there is such a header: 12 bytes of OS/2's first kind, or 40 and more of Windows'.</summary>
    public static bool IsHeaderLength(uint length) => length is CoreLength or InfoLength or 52 or 56 or 64 or 108 or 124;

    /// <summary>Reads the headers.</summary>
    /// <param name="file">Any bytes that begin like a BMP.</param>
    /// <param name="layout">The layout when this method returns true.</param>
    /// <returns>False where they are damaged, or of a kind that is not read: pictures of other formats wrapped in BMP, above all.</returns>
    public static bool TryRead(ReadOnlySpan<byte> file, [NotNullWhen(true)] out BmpLayout? layout)
    {
        layout = null;
        int length = file.Length < FrontLength ? 0 : (int)BinaryPrimitives.ReadUInt32LittleEndian(file[FileHeaderLength..]);
        if (!IsHeaderLength((uint)length) || file.Length < FileHeaderLength + length)
        {
            return false;
        }

        ReadOnlySpan<byte> header = file.Slice(FileHeaderLength, length);
        BmpLayout read = length == CoreLength ? ReadCore(header) : ReadInfo(header);
        layout = (read with { Masks = DefaultMasks(read.BitsPerPixel) }).WithTables(file, header);
        return layout is not null && layout.IsSound(file);
    }

    private static BmpLayout ReadCore(ReadOnlySpan<byte> header) => new()
    {
        Width = BinaryPrimitives.ReadUInt16LittleEndian(header[4..]),
        Height = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]),
        BitsPerPixel = BinaryPrimitives.ReadUInt16LittleEndian(header[10..]),
        BytesPerColour = 3,
    };

    private static BmpLayout ReadInfo(ReadOnlySpan<byte> header)
    {
        int height = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        return new()
        {
            Width = BinaryPrimitives.ReadInt32LittleEndian(header[4..]),
            Height = height == int.MinValue ? 0 : Math.Abs(height),
            IsTopDown = height < 0,
            BitsPerPixel = BinaryPrimitives.ReadUInt16LittleEndian(header[14..]),
            Compression = (BmpCompression)BinaryPrimitives.ReadUInt32LittleEndian(header[16..]),
            BytesPerColour = 4,
        };
    }

    private static BmpMasks DefaultMasks(int bits) => bits == 16 ? BmpMasks.OfSixteenBits : BmpMasks.OfThirtyTwoBits;

    /// <summary>Adds what lies behind the header: masks, where it has no room for them, the table of colours, and the pixels.</summary>
    private BmpLayout? WithTables(ReadOnlySpan<byte> file, ReadOnlySpan<byte> header)
    {
        int at = FileHeaderLength + header.Length;
        BmpMasks masks = Masks;
        if (Compression is BmpCompression.Masks or BmpCompression.MasksWithAlpha)
        {
            // Three masks, and a fourth in longer headers; of the short header they are the next bytes in the file.
            int count = Compression == BmpCompression.MasksWithAlpha ? 4 : 3;
            bool inHeader = header.Length >= InfoLength + MasksLength;
            ReadOnlySpan<byte> words = inHeader ? header[InfoLength..] : file[at..];
            at += inHeader ? 0 : count * sizeof(uint);
            if (words.Length < count * sizeof(uint))
            {
                return null;
            }

            bool hasAlpha = inHeader ? words.Length >= 4 * sizeof(uint) : count == 4;
            masks = new BmpMasks(Word(words, 0), Word(words, 1), Word(words, 2), hasAlpha ? Word(words, 3) : 0);
        }

        uint data = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]);
        if (data < at || data > file.Length)
        {
            return null;
        }

        int colours = BitsPerPixel > MostBitsOfPalette ? 0 : Math.Min(1 << BitsPerPixel, ((int)data - at) / BytesPerColour);
        return this with { Masks = masks, Palette = at..(at + (colours * BytesPerColour)), Data = (int)data };
    }

    private bool IsSound(ReadOnlySpan<byte> file)
    {
        bool known = (Compression, BitsPerPixel) switch
        {
            (BmpCompression.None, 1 or 4 or 8 or 16 or 24 or 32) => true,
            (BmpCompression.Runs8, 8) or (BmpCompression.Runs4, 4) => !IsTopDown,
            (BmpCompression.Masks or BmpCompression.MasksWithAlpha, 16 or 32) => true,
            _ => false,
        };

        // The last row may lack its padding.
        long beforeLastRow = file.Length - Data - ((((long)Width * BitsPerPixel) + 7) / 8);
        return known && Masks.AreSound && Width > 0 && Height > 0
            && (Compression is BmpCompression.Runs8 or BmpCompression.Runs4 || (beforeLastRow >= 0 && Height - 1 <= beforeLastRow / Stride));
    }

    private static uint Word(ReadOnlySpan<byte> words, int i) => BinaryPrimitives.ReadUInt32LittleEndian(words[(i * sizeof(uint))..]);
}

using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Digits.Core.Imaging.Png;

/// <summary>Where the parts of a PNG lie that its pixels are made of.</summary>
/// <remarks>
/// Critical chunks must be whole, in their place and agree with their checksums. All others but the transparency and the orientation are
/// skipped unread. A file that ends without its end chunk is complete where its image data is. Source: ISO/IEC 15948:2004, clauses 5 and 11.
/// </remarks>
internal sealed class PngLayout
{
    public const int SignatureLength = 8;

    public const int HeaderLength = 13;

    private const int PaletteEntry = 3, MostPaletteEntries = 256;

    /// <summary>The bit of a chunk name's first letter that is set where decoders may do without it.</summary>
    private const byte Ancillary = 0x20;

    private static readonly SearchValues<byte> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private PngLayout(int width, int height, int depth, PngColour colour, bool isInterlaced) =>
        (Width, Height, Depth, Colour, IsInterlaced) = (width, height, depth, colour, isInterlaced);

    public int Width { get; }

    public int Height { get; }

    /// <summary>Bits a sample, or a palette's index: 1, 2, 4, 8 or 16.</summary>
    public int Depth { get; }

    public PngColour Colour { get; }

    public bool IsInterlaced { get; }

    /// <summary>EXIF orientation, 1 to 8; 1 where the file says nothing.</summary>
    public int Orientation { get; private set; } = ExifOrientation.Upright;

    /// <summary>Where the first chunk of image data begins that is not empty, from which <see cref="PngChunks.TryFindData"/> goes on; 0 before there is one.</summary>
    /// <remarks>No list of them: a file of 16 MB may have a million.</remarks>
    public int Data { get; private set; }

    /// <summary>Where the palette's entries lie, three bytes each; empty without a palette.</summary>
    public Range Palette { get; private set; }

    /// <summary>
    /// Where the transparency lies: of a palette, the opacities of its first entries, one byte each; else the one colour that is clear, two
    /// bytes a sample. Empty without.
    /// </summary>
    public Range Transparency { get; private set; }

    /// <summary>Whole bytes from a sample to the one before it, 1 to 8: what filters look back by.</summary>
    public int BytesPerPixel => Math.Max(1, SamplesPerPixel * Depth / 8);

    /// <summary>Bytes in a row of samples, without its filter's.</summary>
    public long Stride => (((long)Width * SamplesPerPixel * Depth) + 7) / 8;

    private int SamplesPerPixel => Colour switch { PngColour.Rgb => 3, PngColour.GrayAlpha => 2, PngColour.Rgba => 4, _ => 1 };

    /// <summary>Finds the parts.</summary>
    /// <param name="file">Any bytes that begin like a PNG.</param>
    /// <param name="layout">The layout; null where not even the header can be read.</param>
    /// <returns>False where the file is damaged, or needs what no decoder knows.</returns>
    public static bool TryRead(ReadOnlySpan<byte> file, [NotNullWhen(true)] out PngLayout? layout)
    {
        layout = null;
        int at = SignatureLength;
        while (PngChunks.TryFind(file, at, out ReadOnlySpan<byte> name, out Range body))
        {
            at = body.End.Value + sizeof(uint);
            bool isCritical = (name[0] & Ancillary) == 0;
            if (name.ContainsAnyExcept(Letters) || (isCritical && !PngChunks.HasChecksum(file, body)))
            {
                return false;
            }

            if (layout is null)
            {
                if (!name.SequenceEqual("IHDR"u8) || !TryReadHeader(file[body], out layout))
                {
                    return false;
                }
            }
            else if (name.SequenceEqual("IEND"u8))
            {
                return layout.IsComplete(file);
            }
            else if (!layout.TryAdd(file, name, body) && isCritical)
            {
                return false;
            }
        }

        // What is left is no whole chunk: nothing at all, or a beginning, which counts as nothing unless it is image data.
        return layout is not null && !PngChunks.BeginsData(file[at..]) && layout.IsComplete(file);
    }

    private static bool TryReadHeader(ReadOnlySpan<byte> header, [NotNullWhen(true)] out PngLayout? layout)
    {
        layout = null;
        if (header.Length != HeaderLength)
        {
            return false;
        }

        uint width = BinaryPrimitives.ReadUInt32BigEndian(header);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(header[sizeof(uint)..]);
        int depth = header[8];
        var colour = (PngColour)header[9];

        // ISO/IEC 15948, table 11.1; deflate; the five filters.
        bool isKnown = colour switch
        {
            PngColour.Gray => depth is 1 or 2 or 4 or 8 or 16,
            PngColour.Palette => depth is 1 or 2 or 4 or 8,
            PngColour.Rgb or PngColour.GrayAlpha or PngColour.Rgba => depth is 8 or 16,
            _ => false,
        };
        if (!isKnown || width is 0 or > int.MaxValue || height is 0 or > int.MaxValue || header[10] != 0 || header[11] != 0 || header[12] > 1)
        {
            return false;
        }

        layout = new PngLayout((int)width, (int)height, depth, colour, header[12] == 1);
        return true;
    }

    /// <summary>Takes up one chunk between the header and the end.</summary>
    /// <returns>False where it is out of place, or none that pixels are made of.</returns>
    private bool TryAdd(ReadOnlySpan<byte> file, ReadOnlySpan<byte> name, Range body)
    {
        int length = body.End.Value - body.Start.Value;
        if (name.SequenceEqual("IDAT"u8))
        {
            Data = Data == 0 && length > 0 ? body.Start.Value - (2 * sizeof(uint)) : Data;
            return true;
        }

        if (name.SequenceEqual("PLTE"u8))
        {
            // In pictures without a palette it is a suggestion, and none of grey ones.
            Palette = Colour == PngColour.Palette ? body : default;
            return Data == 0 && length is > 0 and <= PaletteEntry * MostPaletteEntries && length % PaletteEntry == 0
                && Colour is not (PngColour.Gray or PngColour.GrayAlpha);
        }

        if (name.SequenceEqual("tRNS"u8) && Data == 0 && PngChunks.HasChecksum(file, body))
        {
            int wanted = Colour switch { PngColour.Gray => 2, PngColour.Rgb => 6, PngColour.Palette => Math.Min(length, MostPaletteEntries), _ => -1 };
            Transparency = length == wanted ? body : Transparency;
            return length == wanted;
        }

        if (name.SequenceEqual("eXIf"u8))
        {
            Orientation = ExifOrientationTag.Read(file[body]);
            return true;
        }

        return false;
    }

    private bool IsComplete(ReadOnlySpan<byte> file) => Data > 0 && (Colour != PngColour.Palette || !file[Palette].IsEmpty);
}

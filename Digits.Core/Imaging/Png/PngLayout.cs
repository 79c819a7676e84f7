using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Digits.Core.Imaging.Png;

/// <summary>Where the parts of a plain PNG lie: one whose every chunk is known, whole and in its place.</summary>
/// <remarks>Source: ISO/IEC 15948:2004, clauses 5 and 11.</remarks>
internal sealed class PngLayout
{
    private const int SignatureLength = 8;
    private const int HeaderLength = 13;
    private const int Frame = 12;
    private const int PaletteEntry = 3;
    private const int MostPaletteEntries = 256;

    /// <summary>Longer sides are nobody's to decode; the library has limits of its own and the last word.</summary>
    private const int MaxSide = 65_535;

    private PngLayout(int width, int height, PngColour colour) => (Width, Height, Colour) = (width, height, colour);

    public int Width { get; }

    public int Height { get; }

    public PngColour Colour { get; }

    /// <summary>Where the image data's chunks lie in the file, in order.</summary>
    public List<Range> Data { get; } = new(1);

    /// <summary>Where the palette's entries lie, three bytes each; empty without a palette.</summary>
    public Range Palette { get; private set; }

    /// <summary>Where the palette's opacities lie, one byte an entry; entries after the last are opaque.</summary>
    public Range Opacity { get; private set; }

    /// <summary>Bytes a pixel in the image data.</summary>
    public int BytesPerPixel => Colour switch { PngColour.Rgb => 3, PngColour.GrayAlpha => 2, PngColour.Rgba => 4, _ => 1 };

    /// <summary>Finds the parts.</summary>
    /// <returns>False for whatever is not plain: other depths, interlacing, colour profiles, orientation, unknown chunks, any damage.</returns>
    public static bool TryRead(ReadOnlySpan<byte> file, [NotNullWhen(true)] out PngLayout? layout)
    {
        layout = null;
        int at = SignatureLength;
        while (TryReadChunk(file, at, out ReadOnlySpan<byte> name, out Range body))
        {
            at = body.End.Value + sizeof(uint);
            if (layout is null)
            {
                if (!name.SequenceEqual("IHDR"u8) || !TryReadHeader(file[body], out layout))
                {
                    return false;
                }
            }
            else if (name.SequenceEqual("IEND"u8))
            {
                return at == file.Length && layout.IsComplete(file);
            }
            else if (!layout.TryAdd(file, name, body))
            {
                return false;
            }
        }

        return false;
    }

    private static bool TryReadChunk(ReadOnlySpan<byte> file, int at, out ReadOnlySpan<byte> name, out Range body)
    {
        name = default;
        body = default;
        if (file.Length - at < Frame)
        {
            return false;
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
        if (length > (uint)(file.Length - at - Frame))
        {
            return false;
        }

        int start = at + (2 * sizeof(uint));
        body = start..(start + (int)length);
        name = file[(at + sizeof(uint))..start];
        return PngChecksum.Of(file[(at + sizeof(uint))..body.End.Value]) == BinaryPrimitives.ReadUInt32BigEndian(file[body.End.Value..]);
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
        var colour = (PngColour)header[9];

        // Eight bits, deflate, the five filters, no interlacing.
        if (width is 0 or > MaxSide || height is 0 or > MaxSide || !Enum.IsDefined(colour) || header[8] != 8 || header[10..].ContainsAnyExcept((byte)0))
        {
            return false;
        }

        layout = new PngLayout((int)width, (int)height, colour);
        return true;
    }

    /// <summary>Takes up one chunk between the header and the end.</summary>
    private bool TryAdd(ReadOnlySpan<byte> file, ReadOnlySpan<byte> name, Range body)
    {
        if (name.SequenceEqual("IDAT"u8))
        {
            // Nothing may stand between the chunks of the image data.
            if (Data.Count > 0 && Data[^1].End.Value + Frame != body.Start.Value)
            {
                return false;
            }

            Data.Add(body);
            return true;
        }

        if (name.SequenceEqual("PLTE"u8))
        {
            bool isFirst = Data.Count == 0 && Palette.Equals(default);
            Palette = body;
            return isFirst && Colour == PngColour.Palette;
        }

        if (name.SequenceEqual("tRNS"u8))
        {
            bool isFirst = Data.Count == 0 && !Palette.Equals(default) && Opacity.Equals(default);
            Opacity = body;
            return isFirst;
        }

        // Notes and measures that change no pixel. Profiles, gamma and orientation, which may stand in text, are not
        // among them: they are the library's.
        bool isText = name.SequenceEqual("tEXt"u8) || name.SequenceEqual("zTXt"u8) || name.SequenceEqual("iTXt"u8);
        return (isText && !file[body].StartsWith("Raw profile"u8))
            || name.SequenceEqual("tIME"u8) || name.SequenceEqual("pHYs"u8) || name.SequenceEqual("sRGB"u8);
    }

    private bool IsComplete(ReadOnlySpan<byte> file)
    {
        int entries = file[Palette].Length / PaletteEntry;
        return Data.Count > 0
            && (Colour != PngColour.Palette
                || (entries is > 0 and <= MostPaletteEntries && file[Palette].Length % PaletteEntry == 0 && file[Opacity].Length <= entries));
    }
}

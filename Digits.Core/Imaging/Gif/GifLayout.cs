using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Digits.Core.Imaging.Gif;

/// <summary>Where in a GIF file the first frame lies, and what it needs (GIF 89a specification, sections 17 to 26).</summary>
/// <remarks>
/// Extensions but the frame's own graphic control are passed over, however many there are, and nothing after the first frame is looked at.
/// </remarks>
internal sealed record GifLayout
{
    private const int SignatureLength = 6;
    private const int ScreenLength = 7;
    private const int DescriptorLength = 9;
    private const int BytesPerColour = 3;
    private const byte Extension = 0x21;
    private const byte ImageSeparator = 0x2C;
    private const byte GraphicControl = 0xF9;
    private const int MostBitsPerPixel = 8;

    /// <summary>Pixels across of the canvas: the screen, or more where the first frame reaches over it.</summary>
    public int Width { get; private init; }

    /// <summary>Pixels down of the canvas: the screen, or more where the first frame reaches over it.</summary>
    public int Height { get; private init; }

    /// <summary>Pixels of the canvas left of the frame.</summary>
    public int Left { get; private init; }

    /// <summary>Pixels of the canvas above the frame.</summary>
    public int Top { get; private init; }

    /// <summary>Pixels across of the frame, 1 or more.</summary>
    public int FrameWidth { get; private init; }

    /// <summary>Pixels down of the frame, 1 or more.</summary>
    public int FrameHeight { get; private init; }

    /// <summary>True where the frame's rows come in four passes.</summary>
    public bool IsInterlaced { get; private init; }

    /// <summary>Three bytes for each colour.</summary>
    public Range Palette { get; private init; }

    /// <summary>The colour that is none, or null.</summary>
    public byte? Transparent { get; private init; }

    /// <summary>Bits of a pixel, 1 to 8.</summary>
    public int BitsPerPixel { get; private init; }

    /// <summary>Where the blocks of the frame's data begin.</summary>
    public int Data { get; private init; }

    /// <summary>Walks a file to its first frame.</summary>
    /// <param name="file">Any bytes that begin like a GIF.</param>
    /// <param name="layout">The layout when this method returns true.</param>
    /// <returns>False where there is no frame, or it is damaged.</returns>
    public static bool TryRead(ReadOnlySpan<byte> file, [NotNullWhen(true)] out GifLayout? layout)
    {
        layout = null;
        if (file.Length < SignatureLength + ScreenLength)
        {
            return false;
        }

        ReadOnlySpan<byte> screen = file[SignatureLength..];
        int at = SignatureLength + ScreenLength;
        Range palette = TakePalette(screen[4], ref at);
        byte? transparent = null;

        // Some programs leave zeros between blocks.
        while (at < file.Length && file[at] is Extension or 0)
        {
            if (file[at] == 0)
            {
                at++;
            }
            else if (!TryPassExtension(file, ref at, ref transparent))
            {
                return false;
            }
        }

        if (at > file.Length - DescriptorLength - 1 || file[at] != ImageSeparator)
        {
            return false;
        }

        ReadOnlySpan<byte> descriptor = file.Slice(at + 1, DescriptorLength);
        at += 1 + DescriptorLength;
        Range ownPalette = TakePalette(descriptor[8], ref at);
        (int left, int top) = (ReadUInt16(descriptor), ReadUInt16(descriptor[2..]));
        (int width, int height) = (ReadUInt16(descriptor[4..]), ReadUInt16(descriptor[6..]));
        palette = ownPalette.End.Value > 0 ? ownPalette : palette;
        if (at >= file.Length || width == 0 || height == 0 || palette.End.Value == 0 || file[at] is 0 or > MostBitsPerPixel)
        {
            return false;
        }

        layout = new GifLayout
        {
            Width = Math.Max(ReadUInt16(screen), left + width),
            Height = Math.Max(ReadUInt16(screen[2..]), top + height),
            Left = left,
            Top = top,
            FrameWidth = width,
            FrameHeight = height,
            IsInterlaced = (descriptor[8] & 0x40) != 0,
            Palette = palette,
            Transparent = transparent,
            BitsPerPixel = file[at],
            Data = at + 1,
        };
        return true;
    }

    /// <summary>The place of a table of colours whose size the lowest three bits of some flags tell; nothing where bit 7 is not set.</summary>
    private static Range TakePalette(byte flags, ref int at)
    {
        if ((flags & 0x80) == 0)
        {
            return default;
        }

        int start = at;
        at += BytesPerColour * (2 << (flags & 7));
        return start..at;
    }

    private static bool TryPassExtension(ReadOnlySpan<byte> file, ref int at, ref byte? transparent)
    {
        ReadOnlySpan<byte> rest = file[at..];
        if (rest.Length >= 8 && rest[1] == GraphicControl && rest[2] >= 4)
        {
            transparent = (rest[3] & 1) != 0 ? rest[6] : null;
        }

        // Introducer and label; then blocks, each a length and so many bytes, up to one of length 0.
        at += 2;
        while (at < file.Length)
        {
            int length = file[at];
            at += 1 + length;
            if (length == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static int ReadUInt16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}

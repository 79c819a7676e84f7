using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Digits.Core.Imaging.Webp;

/// <summary>Where in a WebP file the parts lie that the pixels of its first frame need, and EXIF's orientation.</summary>
/// <remarks>Profiles, text, unknown chunks and all frames but the first are passed over, however many there are.</remarks>
/// <param name="Width">Pixels across of the picture: of an animation's canvas.</param>
/// <param name="Height">Pixels down of the picture: of an animation's canvas.</param>
/// <param name="Bitstream">The picture data.</param>
/// <param name="Frame">The first frame's chunk, of length 0 of still pictures.</param>
/// <param name="Orientation">EXIF orientation, 1 to 8.</param>
internal sealed record WebpLayout(int Width, int Height, WebpBitstream Bitstream, WebpChunk Frame, int Orientation)
{
    /// <summary>RIFF, the length of the rest, WEBP.</summary>
    public const int FrontLength = 12;

    /// <summary>Flags, three bytes reserved, width and height less one of three bytes each (RFC 9649, 2.7).</summary>
    public const int ExtendedLength = 10;

    /// <summary>Place and size of three bytes each, duration of three bytes, flags (RFC 9649, 2.7.1.1).</summary>
    public const int FrameFrontLength = 16;

    private const byte AnimationFlag = 0x02;

    /// <summary>True where the first frame lies on a canvas.</summary>
    public bool IsAnimated => Frame.Kind == WebpKind.Frame;

    /// <summary>Walks a file.</summary>
    /// <param name="file">Any bytes that begin with RIFF, a length and WEBP.</param>
    /// <param name="layout">The layout when this method returns true.</param>
    /// <returns>False where the file is damaged or incomplete.</returns>
    public static bool TryRead(ReadOnlySpan<byte> file, [NotNullWhen(true)] out WebpLayout? layout)
    {
        layout = null;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);

        // Encoders forget the last byte of padding, and what follows the end is not the picture's.
        if (length < FrontLength - 8 || length > file.Length - 8 + 1)
        {
            return false;
        }

        int end = Math.Min(file.Length, (int)length + 8);
        WebpChunks chunks = new(file, FrontLength, end);
        WebpChunks first = chunks;
        if (!first.MoveNext())
        {
            return false;
        }

        if (first.Current.Kind == WebpKind.Extended)
        {
            layout = ReadExtended(file, first.Current.Payload(file), ref first);
        }
        else if (WebpBitstream.Find(file, ref chunks) is WebpBitstream only)
        {
            layout = new WebpLayout(only.Width, only.Height, only with { Alpha = default }, default, ExifOrientation.Upright);
        }

        return layout is not null;
    }

    /// <summary>Three bytes as a number.</summary>
    public static int ReadUInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static WebpLayout? ReadExtended(ReadOnlySpan<byte> file, ReadOnlySpan<byte> header, ref WebpChunks rest)
    {
        if (header.Length < ExtendedLength)
        {
            return null;
        }

        (int width, int height) = (ReadUInt24(header[4..]) + 1, ReadUInt24(header[7..]) + 1);
        bool animated = (header[0] & AnimationFlag) != 0;
        if (ReadOrientation(file, rest) is not int orientation)
        {
            return null;
        }

        WebpChunk frame = default;
        WebpBitstream? found = animated ? FindFrame(file, ref rest, width, height, out frame) : WebpBitstream.Find(file, ref rest);
        return found is WebpBitstream bitstream && (animated || (bitstream.Width, bitstream.Height) == (width, height))
            ? new WebpLayout(width, height, bitstream, frame, orientation)
            : null;
    }

    /// <summary>EXIF's orientation, wherever it lies; null where a chunk breaks off before it was found.</summary>
    private static int? ReadOrientation(ReadOnlySpan<byte> file, WebpChunks chunks)
    {
        while (chunks.MoveNext())
        {
            if (chunks.Current.Kind == WebpKind.Exif)
            {
                return ExifOrientationTag.Read(chunks.Current.Payload(file));
            }
        }

        return chunks.IsBroken ? null : ExifOrientation.Upright;
    }

    private static WebpBitstream? FindFrame(ReadOnlySpan<byte> file, ref WebpChunks rest, int width, int height, out WebpChunk frame)
    {
        frame = default;
        while (frame.Kind != WebpKind.Frame)
        {
            if (!rest.MoveNext())
            {
                return null;
            }

            frame = rest.Current;
        }

        ReadOnlySpan<byte> header = frame.Payload(file);
        if (header.Length < FrameFrontLength)
        {
            return null;
        }

        (int left, int top) = (2 * ReadUInt24(header), 2 * ReadUInt24(header[3..]));
        (int wide, int high) = (ReadUInt24(header[6..]) + 1, ReadUInt24(header[9..]) + 1);
        WebpChunks inner = new(file, frame.Start + FrameFrontLength, frame.End);
        return left + wide <= width && top + high <= height
            && WebpBitstream.Find(file, ref inner) is WebpBitstream found && (found.Width, found.Height) == (wide, high)
            ? found
            : null;
    }
}

using System.Buffers.Binary;

namespace Digits.Core.Imaging.Webp;

/// <summary>The file that is left of a WebP when all is taken away that the pixels of its first frame do not need.</summary>
/// <remarks>Headers are written anew, picture data and opacity are copied. Thread-safe.</remarks>
internal static class WebpEssence
{
    private const byte AlphaFlag = 0x10;
    private const byte AnimationFlag = 0x02;
    private const int AnimationLength = 6;
    private const int ExtendedChunk = WebpChunk.FrontLength + WebpLayout.ExtendedLength;
    private const int AnimationChunk = WebpChunk.FrontLength + AnimationLength;
    private const int FrameFront = WebpChunk.FrontLength + WebpLayout.FrameFrontLength;

    /// <summary>True where the file is its own essence.</summary>
    public static bool Is(ReadOnlySpan<byte> file, WebpLayout layout) =>
        !layout.IsAnimated && layout.Bitstream is { HasAlpha: false, Data.Start: WebpLayout.FrontLength + WebpChunk.FrontLength }
        && file.Length == Length(layout) && BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) == file.Length - 8;

    /// <summary>What the pixels of a file need, for a library to decode.</summary>
    public static EssenceImage Open(IImageCodec library, ReadOnlyMemory<byte> file, WebpLayout layout, long libraryBytes) =>
        new(library, ImageFormat.Webp, file, Is(file.Span, layout) ? null : (Length(layout), essence => Write(file.Span, layout, essence)))
        {
            Width = layout.Width,
            Height = layout.Height,
            Orientation = layout.Orientation,
            LibraryBytes = libraryBytes,
        };

    /// <summary>Bytes of what is left.</summary>
    public static int Length(WebpLayout layout) =>
        WebpLayout.FrontLength + (IsExtended(layout) ? ExtendedChunk : 0) + (layout.IsAnimated ? AnimationChunk + FrameFront : 0) + DataLength(layout);

    /// <summary>Writes what is left.</summary>
    /// <param name="file">The file.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="essence">Receives exactly <see cref="Length"/> bytes.</param>
    public static void Write(ReadOnlySpan<byte> file, WebpLayout layout, Span<byte> essence)
    {
        "RIFF"u8.CopyTo(essence);
        BinaryPrimitives.WriteInt32LittleEndian(essence[4..], essence.Length - 8);
        "WEBP"u8.CopyTo(essence[8..]);
        Span<byte> rest = essence[WebpLayout.FrontLength..];
        if (IsExtended(layout))
        {
            Begin(WebpKind.Extended, WebpLayout.ExtendedLength, ref rest);
            WriteExtended(layout, Take(WebpLayout.ExtendedLength, ref rest));
        }

        if (layout.IsAnimated)
        {
            // A clear background, and no end to the loops that nobody plays.
            Begin(WebpKind.Animation, AnimationLength, ref rest);
            Take(AnimationLength, ref rest).Clear();
            Begin(WebpKind.Frame, WebpLayout.FrameFrontLength + DataLength(layout), ref rest);
            layout.Frame.Payload(file)[..WebpLayout.FrameFrontLength].CopyTo(Take(WebpLayout.FrameFrontLength, ref rest));
        }

        if (layout.Bitstream.HasAlpha)
        {
            Append(file, layout.Bitstream.Alpha, ref rest);
        }

        Append(file, layout.Bitstream.Data, ref rest);
    }

    private static bool IsExtended(WebpLayout layout) => layout.IsAnimated || layout.Bitstream.HasAlpha;

    private static int DataLength(WebpLayout layout) =>
        layout.Bitstream.Data.Length + (layout.Bitstream.HasAlpha ? layout.Bitstream.Alpha.Length : 0);

    private static void WriteExtended(WebpLayout layout, Span<byte> header)
    {
        header.Clear();
        header[0] = (byte)(AlphaFlag | (layout.IsAnimated ? AnimationFlag : 0));
        WriteUInt24(header[4..], layout.Width - 1);
        WriteUInt24(header[7..], layout.Height - 1);
    }

    private static void WriteUInt24(Span<byte> bytes, int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        bytes[2] = (byte)(value >> 16);
    }

    private static void Begin(uint kind, int length, ref Span<byte> rest)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(rest, kind);
        BinaryPrimitives.WriteInt32LittleEndian(rest[sizeof(uint)..], length);
        rest = rest[WebpChunk.FrontLength..];
    }

    private static void Append(ReadOnlySpan<byte> file, WebpChunk chunk, ref Span<byte> rest)
    {
        ReadOnlySpan<byte> payload = chunk.Payload(file);
        Begin(chunk.Kind, payload.Length, ref rest);
        payload.CopyTo(Take(payload.Length, ref rest));
        Take(payload.Length & 1, ref rest).Clear();
    }

    private static Span<byte> Take(int length, ref Span<byte> rest)
    {
        Span<byte> taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}

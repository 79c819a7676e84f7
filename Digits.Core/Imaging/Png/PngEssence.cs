namespace Digits.Core.Imaging.Png;

/// <summary>The file that is left of a PNG when all is taken away that its pixels do not need.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class PngEssence
{
    private const int HeaderEnd = PngLayout.SignatureLength + PngChunks.Frame + PngLayout.HeaderLength;

    private static ReadOnlySpan<byte> End => [0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82];

    /// <summary>What the pixels of a file need, for a library to decode.</summary>
    public static EssenceImage Open(IImageCodec library, ReadOnlyMemory<byte> file, PngLayout layout) =>
        new(library, ImageFormat.Png, file, (Length(file.Span, layout), essence => Write(file.Span, layout, essence)))
        {
            Width = layout.Width,
            Height = layout.Height,
            Orientation = layout.Orientation,
            LibraryBytes = PngWork.Bytes(layout),
        };

    /// <summary>Bytes of what is left: the header, the palette, the transparency, the image data and an end.</summary>
    public static int Length(ReadOnlySpan<byte> file, PngLayout layout)
    {
        int length = HeaderEnd + Whole(file, layout.Palette).Length + Whole(file, layout.Transparency).Length + End.Length;
        for (int at = layout.Data; PngChunks.TryFindData(file, ref at, out Range data);)
        {
            length += Whole(file, data).Length;
        }

        return length;
    }

    /// <summary>Writes what is left.</summary>
    /// <param name="file">The file.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="essence">Receives exactly <see cref="Length"/> bytes.</param>
    public static void Write(ReadOnlySpan<byte> file, PngLayout layout, Span<byte> essence)
    {
        Append(file[..HeaderEnd], ref essence);
        Append(Whole(file, layout.Palette), ref essence);
        Append(Whole(file, layout.Transparency), ref essence);
        for (int at = layout.Data; PngChunks.TryFindData(file, ref at, out Range data);)
        {
            Append(Whole(file, data), ref essence);
        }

        End.CopyTo(essence);
    }

    /// <summary>A chunk with its length, its name and its checksum; nothing where there is no body.</summary>
    private static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> file, Range body) =>
        file[body].IsEmpty ? [] : file[(body.Start.Value - (2 * sizeof(uint)))..(body.End.Value + sizeof(uint))];

    private static void Append(ReadOnlySpan<byte> bytes, ref Span<byte> rest)
    {
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }
}

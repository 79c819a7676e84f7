namespace Digits.Core.Imaging.Jpeg;

/// <summary>The file that is left of a JPEG when all is taken away that its pixels do not need.</summary>
/// <remarks>
/// JFIF's and Adobe's segments are written anew with what decides on the colours, and the end-of-image marker is added where it lacks.
/// Thread-safe.
/// </remarks>
internal static class JpegEssence
{
    private const int TransformAt = 15;

    private static ReadOnlySpan<byte> Start => [0xFF, JpegMarker.StartOfImage];

    private static ReadOnlySpan<byte> End => [0xFF, JpegMarker.EndOfImage];

    // Version 1.1, no unit, one to one, no thumbnail.
    private static ReadOnlySpan<byte> Jfif =>
        [0xFF, JpegMarker.App0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];

    // Version 100, no flags, the transform.
    private static ReadOnlySpan<byte> Adobe =>
        [0xFF, JpegMarker.App14, 0, 14, (byte)'A', (byte)'d', (byte)'o', (byte)'b', (byte)'e', 0, 100, 0, 0, 0, 0, 0];

    /// <summary>What the pixels of a file need, for a library to decode.</summary>
    public static EssenceImage Open(IImageCodec library, ReadOnlyMemory<byte> file, JpegLayout layout) =>
        new(library, ImageFormat.Jpeg, file, (Length(layout), essence => Write(file.Span, layout, essence)))
        {
            Width = layout.Frame.Width,
            Height = layout.Frame.Height,
            Orientation = layout.Orientation,
            LibraryBytes = JpegWork.CoefficientBytes(layout),
        };

    /// <summary>Bytes of what is left.</summary>
    public static int Length(JpegLayout layout)
    {
        int length = Start.Length + End.Length + (layout.IsJfif ? Jfif.Length : 0) + (layout.AdobeTransform is null ? 0 : Adobe.Length);
        foreach (JpegSegment segment in layout.Segments)
        {
            length += segment.Length;
        }

        return length;
    }

    /// <summary>Writes what is left.</summary>
    /// <param name="file">The file.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="essence">Receives exactly <see cref="Length"/> bytes.</param>
    public static void Write(ReadOnlySpan<byte> file, JpegLayout layout, Span<byte> essence)
    {
        Append(Start, ref essence);
        if (layout.IsJfif)
        {
            Append(Jfif, ref essence);
        }

        if (layout.AdobeTransform is byte transform)
        {
            Adobe.CopyTo(essence);
            essence[TransformAt] = transform;
            essence = essence[Adobe.Length..];
        }

        foreach (JpegSegment segment in layout.Segments)
        {
            Append(segment.Whole(file), ref essence);
        }

        Append(End, ref essence);
    }

    private static void Append(ReadOnlySpan<byte> bytes, ref Span<byte> rest)
    {
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }
}

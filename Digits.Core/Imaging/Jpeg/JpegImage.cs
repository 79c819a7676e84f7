namespace Digits.Core.Imaging.Jpeg;

/// <summary>
/// A JPEG that is read at an eighth of its size by its DC coefficients, for a fraction of the library's work, and by the library where it is
/// wanted larger.
/// </summary>
/// <remarks>Used by one thread at a time.</remarks>
/// <param name="encoded">The file; it must not change before the picture is disposed.</param>
/// <param name="layout">Its layout, not arithmetic.</param>
/// <param name="library">What decodes more than an eighth.</param>
internal sealed class JpegImage(ReadOnlyMemory<byte> encoded, JpegLayout layout, IImageCodec library) : ICodecImage
{
    private const int MostShrink = 8;

    private readonly JpegEighth _eighth = new(encoded, layout);
    private readonly EssenceImage _whole = JpegEssence.Open(library, encoded, layout);

    /// <inheritdoc/>
    public int Width => layout.Frame.Width;

    /// <inheritdoc/>
    public int Height => layout.Frame.Height;

    /// <inheritdoc/>
    public int Orientation => layout.Orientation;

    /// <inheritdoc/>
    public int Shrink(int longestSide) => Shrink(Math.Max(Width, Height), longestSide);

    /// <summary>By what a JPEG is shrunk: its block transform makes a half, a quarter or an eighth of it for a fraction of a full decode.</summary>
    /// <param name="side">The picture's longest side in pixels.</param>
    /// <param name="longestSide">What is wanted of it; 8 is returned where even an eighth is larger.</param>
    public static int Shrink(int side, int longestSide)
    {
        int shrink = 1;
        while (shrink < MostShrink && side > longestSide * (long)shrink)
        {
            shrink *= 2;
        }

        return shrink;
    }

    /// <inheritdoc/>
    public long Bytes(int longestSide) => Reader(longestSide).Bytes(longestSide);

    /// <inheritdoc/>
    public bool TryRead(int longestSide, IPixelRows rows) => Reader(longestSide).TryRead(longestSide, rows);

    public void Dispose()
    {
        // The file's bytes belong to the caller, and nothing else is held.
    }

    private ICodecImage Reader(int longestSide) => Shrink(longestSide) == MostShrink ? _eighth : _whole;
}

namespace Digits.Core.Imaging.Png;

/// <summary>A PNG whose chunks have been found sound.</summary>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class PngImage(ReadOnlyMemory<byte> encoded, PngLayout layout) : ICodecImage
{
    /// <inheritdoc/>
    public int Width => layout.Width;

    /// <inheritdoc/>
    public int Height => layout.Height;

    /// <inheritdoc/>
    public int Orientation => layout.Orientation;

    /// <inheritdoc/>
    public int Shrink(int longestSide) => 1;

    /// <inheritdoc/>
    public long Bytes(int longestSide) => PngRows.Bytes(layout);

    /// <inheritdoc/>
    public bool TryRead(int longestSide, IPixelRows rows) => PngRows.TryRead(encoded, layout, rows);

    public void Dispose()
    {
        // The file's bytes belong to the caller, and nothing else is held.
    }
}

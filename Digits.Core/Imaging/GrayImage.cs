namespace Digits.Core.Imaging;

/// <summary>One byte of brightness a pixel, upright, row-major: what every codec's output becomes.</summary>
/// <remarks>Not thread-safe. Dispose it to give the memory back.</remarks>
internal sealed class GrayImage : IDisposable
{
    private readonly ScratchBytes _pixels;

    public GrayImage(int width, int height)
    {
        Width = width;
        Height = height;
        SourceWidth = width;
        SourceHeight = height;
        _pixels = new ScratchBytes(checked(width * height));
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>Width in pixels of the upright picture in the file, before a large one was made smaller.</summary>
    public int SourceWidth { get; set; }

    /// <summary>Height in pixels of the upright picture in the file, before a large one was made smaller.</summary>
    public int SourceHeight { get; set; }

    /// <summary>True where the colours of the file may show ink that this does not.</summary>
    public bool MayHideInk { get; set; }

    /// <summary>Brightness 0 (black) to 255 (white), <see cref="Width"/> times <see cref="Height"/> values.</summary>
    public Span<byte> Pixels => _pixels.Span;

    /// <summary>The pixels of one row.</summary>
    public Span<byte> Row(int y) => _pixels.Span.Slice(y * Width, Width);

    public void Dispose() => _pixels.Dispose();
}

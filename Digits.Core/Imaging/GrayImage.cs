using System.Buffers;

namespace Digits.Core.Imaging;

/// <summary>One byte of brightness a pixel, upright, row-major, in rented memory: what every codec's output becomes.</summary>
/// <remarks>Not thread-safe. Dispose it to give the memory back.</remarks>
internal sealed class GrayImage : IDisposable
{
    /// <summary>A plane of 512 by 512 pixels, as ink is looked for in.</summary>
    private const int MostKept = 256 << 10;

    /// <summary>
    /// The shared pool keeps 32 arrays of a size for each processor. Those of canvases are large objects: with 64 pictures at once, of which
    /// each is kept until its first run, those that were made anew had the collector look through everything twenty times a second. This one
    /// keeps 32 MB at most.
    /// </summary>
    private static readonly ArrayPool<byte> Planes = ArrayPool<byte>.Create(MostKept, maxArraysPerBucket: 64);

    private byte[]? _rented;

    public GrayImage(int width, int height)
    {
        Width = width;
        Height = height;
        SourceWidth = width;
        SourceHeight = height;
        _rented = Pool(checked(width * height)).Rent(width * height);
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
    public Span<byte> Pixels => _rented.AsSpan(0, Width * Height);

    /// <summary>The pixels of one row.</summary>
    public Span<byte> Row(int y) => _rented.AsSpan(y * Width, Width);

    public void Dispose()
    {
        if (_rented is { } rented)
        {
            _rented = null;
            Pool(rented.Length).Return(rented);
        }
    }

    private static ArrayPool<byte> Pool(int length) => length <= MostKept ? Planes : ArrayPool<byte>.Shared;
}

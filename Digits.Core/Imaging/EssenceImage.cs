using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Digits.Core.Recognition;

namespace Digits.Core.Imaging;

/// <summary>A picture that a library has opened from what was left of its file, and what was read of the file before.</summary>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class EssenceImage : ICodecImage
{
    private readonly ICodecImage _opened;
    private readonly IMemoryOwner<byte> _essence;

    private EssenceImage(ICodecImage opened, IMemoryOwner<byte> essence, int orientation)
    {
        _opened = opened;
        _essence = essence;
        Orientation = orientation;
    }

    /// <inheritdoc/>
    public int Width => _opened.Width;

    /// <inheritdoc/>
    public int Height => _opened.Height;

    /// <inheritdoc/>
    public int Orientation { get; }

    /// <summary>Opens the essence of a file.</summary>
    /// <param name="library">What opens it.</param>
    /// <param name="essence">The essence, which from now on is the picture's, or is disposed where there is none.</param>
    /// <param name="format">Its format.</param>
    /// <param name="orientation">EXIF orientation, 1 to 8.</param>
    /// <param name="image">The picture when this method returns true.</param>
    /// <param name="refusal">As of <see cref="IImageCodec.TryOpen"/>.</param>
    public static bool TryOpen(
        IImageCodec library,
        IMemoryOwner<byte> essence,
        ImageFormat format,
        int orientation,
        [NotNullWhen(true)] out ICodecImage? image,
        out RecognitionError? refusal)
    {
        image = null;
        try
        {
            image = library.TryOpen(essence.Memory, format, out ICodecImage? opened, out refusal)
                ? new EssenceImage(opened, essence, orientation)
                : null;
        }
        finally
        {
            if (image is null)
            {
                essence.Dispose();
            }
        }

        return image is not null;
    }

    /// <inheritdoc/>
    public int Shrink(int longestSide) => _opened.Shrink(longestSide);

    /// <inheritdoc/>
    public bool TryRead(int longestSide, IPixelRows rows) => _opened.TryRead(longestSide, rows);

    public void Dispose()
    {
        _opened.Dispose();
        _essence.Dispose();
    }
}

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Digits.Core.Diagnostics;
using Digits.Core.Recognition;
using SkiaSharp;

namespace Digits.Core.Imaging.Skia;

/// <summary>The codec over SkiaSharp 4.</summary>
/// <remarks>Thread-safe: it holds no state.</remarks>
internal sealed class SkiaCodec : IImageCodec
{
    // One delegate for all pictures; what it unpins comes with each.
    private static readonly SKDataReleaseDelegate Unpin = static (_, context) => ((MemoryHandle)context).Dispose();

    /// <summary>A codec.</summary>
    /// <exception cref="DllNotFoundException">SkiaSharp's native library is missing, or not for this platform.</exception>
    public SkiaCodec() => NativeLibraryFile.Require("libSkiaSharp", typeof(SKCodec).Assembly, "SkiaSharp");

    /// <inheritdoc/>
    public unsafe bool TryOpen(
        ReadOnlyMemory<byte> encoded, ImageFormat format, [NotNullWhen(true)] out ICodecImage? image, out RecognitionError? refusal)
    {
        (image, refusal) = (null, null);

        // Skia reads the bytes where they lie, which are pinned until its last reference to them is gone.
        MemoryHandle pinned = encoded.Pin();
        using SKData data = SKData.Create((nint)pinned.Pointer, encoded.Length, Unpin, pinned);
        SKCodec? codec = SKCodec.Create(data);
        if (codec is null || codec.EncodedFormat != ToSkia(format))
        {
            codec?.Dispose();
            return false;
        }

        image = new SkiaImage(codec);
        return true;
    }

    private static SKEncodedImageFormat ToSkia(ImageFormat format) => format switch
    {
        ImageFormat.Png => SKEncodedImageFormat.Png,
        ImageFormat.Jpeg => SKEncodedImageFormat.Jpeg,
        ImageFormat.Webp => SKEncodedImageFormat.Webp,
        ImageFormat.Gif => SKEncodedImageFormat.Gif,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No loader is known for this format."),
    };
}

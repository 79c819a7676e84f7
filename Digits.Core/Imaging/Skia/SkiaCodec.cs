using System.Diagnostics.CodeAnalysis;
using Digits.Core.Diagnostics;
using SkiaSharp;

namespace Digits.Core.Imaging.Skia;

/// <summary>The codec over SkiaSharp 4.</summary>
/// <remarks>Thread-safe: it holds no state.</remarks>
internal sealed class SkiaCodec : IImageCodec
{
    /// <summary>A codec.</summary>
    /// <exception cref="DllNotFoundException">SkiaSharp's native library is missing, or not for this platform.</exception>
    public SkiaCodec() => NativeLibraryFile.Require("libSkiaSharp", typeof(SKCodec).Assembly, "SkiaSharp");

    /// <inheritdoc/>
    public bool TryOpen(ReadOnlyMemory<byte> encoded, ImageFormat format, [NotNullWhen(true)] out ICodecImage? image)
    {
        // Skia reads from its own copy, so that nothing here has to stay pinned.
        using SKData data = SKData.CreateCopy(encoded.Span);
        SKCodec? codec = SKCodec.Create(data);
        if (codec is null || codec.EncodedFormat != ToSkia(format))
        {
            codec?.Dispose();
            image = null;
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

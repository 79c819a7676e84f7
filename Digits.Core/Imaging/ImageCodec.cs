using System.Diagnostics.CodeAnalysis;
using Digits.Core.Imaging.Bmp;
using Digits.Core.Imaging.Gif;
using Digits.Core.Imaging.Jpeg;
using Digits.Core.Imaging.Png;
using Digits.Core.Imaging.Skia;
using Digits.Core.Imaging.Webp;
using Digits.Core.Recognition;

namespace Digits.Core.Imaging;

/// <summary>The one place that knows which format is read by what: the project's own readers, and behind three of them SkiaSharp.</summary>
/// <remarks>Thread-safe: it holds no state.</remarks>
internal sealed class ImageCodec : IImageCodec
{
    private readonly PngCodec _png;
    private readonly JpegCodec _jpeg;
    private readonly WebpCodec _webp;
    private readonly GifCodec _gif = new();
    private readonly BmpCodec _bmp = new();

    /// <summary>A codec of every format.</summary>
    /// <exception cref="DllNotFoundException">SkiaSharp's native library is missing, or not for this platform.</exception>
    public ImageCodec()
    {
        var library = new SkiaCodec();
        (_png, _jpeg, _webp) = (new PngCodec(library), new JpegCodec(library), new WebpCodec(library));
    }

    /// <inheritdoc/>
    public bool TryOpen(
        ReadOnlyMemory<byte> encoded, ImageFormat format, [NotNullWhen(true)] out ICodecImage? image, out RecognitionError? refusal)
    {
        IImageCodec codec = format switch
        {
            ImageFormat.Png => _png,
            ImageFormat.Jpeg => _jpeg,
            ImageFormat.Webp => _webp,
            ImageFormat.Gif => _gif,
            ImageFormat.Bmp => _bmp,
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Nothing reads this format."),
        };
        return codec.TryOpen(encoded, format, out image, out refusal);
    }
}

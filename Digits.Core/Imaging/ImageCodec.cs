using Digits.Core.Imaging.Bmp;
using Digits.Core.Imaging.Gif;
using Digits.Core.Imaging.Jpeg;
using Digits.Core.Imaging.Png;
using Digits.Core.Imaging.Skia;
using Digits.Core.Imaging.Webp;

namespace Digits.Core.Imaging;

/// <summary>The one place that knows which codec pictures are decoded with: the project's own readers, and behind them SkiaSharp.</summary>
internal static class ImageCodec
{
    /// <summary>The codec, which may be shared by all threads.</summary>
    /// <exception cref="DllNotFoundException">SkiaSharp's native library is missing, or not for this platform.</exception>
    public static IImageCodec Create() => new PngCodec(new JpegCodec(new WebpCodec(new GifCodec(new BmpCodec(new SkiaCodec())))));
}

using Digits.Core.Imaging.Png;
using Digits.Core.Imaging.Skia;

namespace Digits.Core.Imaging;

/// <summary>The one place that knows which codec this flavour was built with: SkiaSharp, behind a reader of plain PNGs.</summary>
internal static class ImageCodec
{
    /// <summary>The codec of this build, which may be shared by all threads.</summary>
    public static IImageCodec Create() => new PlainPngCodec(new SkiaCodec());
}

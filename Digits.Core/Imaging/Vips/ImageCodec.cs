using Digits.Core.Imaging.Png;
using Digits.Core.Imaging.Vips;

namespace Digits.Core.Imaging;

/// <summary>The one place that knows which codec this flavour was built with: libvips, behind a reader of plain PNGs.</summary>
internal static class ImageCodec
{
    /// <summary>The codec of this build, which may be shared by all threads.</summary>
    /// <exception cref="DllNotFoundException">The library of libvips is not beside the assembly.</exception>
    public static IImageCodec Create() => new PlainPngCodec(new VipsCodec());
}

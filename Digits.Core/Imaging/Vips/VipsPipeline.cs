using System.Globalization;
using Digits.Core.Imaging.Vips.Interop;

namespace Digits.Core.Imaging.Vips;

/// <summary>The chain of libvips operations that brings any loaded image to 8-bit grey or sRGB of a bounded size.</summary>
/// <remarks>Used by one thread. Building it computes no pixel. The image that it starts from stays its owner's.</remarks>
internal sealed class VipsPipeline(VipsImageHandle stored) : IDisposable
{
    private readonly VipsImageHandle _stored = stored;

    /// <summary>The end of the chain so far.</summary>
    public VipsImageHandle Image { get; private set; } = stored;

    private bool HasAlpha => VipsImageNative.Bands(Image) is 2 or 4;

    /// <summary>Converts 16-bit and CMYK images; 8-bit grey and sRGB stay as they are. ICC profiles are not applied.</summary>
    /// <returns>False where libvips has no way from the image's colours to sRGB.</returns>
    public bool TryToSrgb()
    {
        VipsInterpretation from = VipsImageNative.Interpretation(Image);
        bool eightBit = VipsImageNative.Format(Image) == VipsBandFormat.UChar;
        return (eightBit && from is (VipsInterpretation.BlackWhite or VipsInterpretation.Srgb))
            || TryAppend("colourspace", "space", from == VipsInterpretation.Grey16 ? "b-w" : "srgb");
    }

    /// <summary>Averages boxes of whole pixels where the longest side is beyond a bound; the edges of partial boxes are repeated.</summary>
    /// <param name="maxLongestSide">The bound in pixels.</param>
    public bool TryShrink(int maxLongestSide)
    {
        int longestSide = Math.Max(VipsImageNative.Width(Image), VipsImageNative.Height(Image));
        if (longestSide <= maxLongestSide)
        {
            return true;
        }

        // Without premultiplication the invisible colour of transparent pixels would bleed into the ink's edges.
        int factor = (longestSide + maxLongestSide - 1) / maxLongestSide;
        bool premultiplied = HasAlpha;
        return (!premultiplied || TryAppend("premultiply"))
            && TryAppendShrink(factor.ToString(CultureInfo.InvariantCulture))
            && (!premultiplied || (TryAppend("unpremultiply") && TryAppend("cast", "format", "uchar")));
    }

    public void Dispose() => MoveTo(_stored);

    private bool TryAppendShrink(string factor)
    {
        using VipsOperation shrink = new("shrink");
        return TryAppend(shrink.With("hshrink", factor).With("vshrink", factor).With("ceil", "true"));
    }

    private bool TryAppend(string nickname)
    {
        using VipsOperation operation = new(nickname);
        return TryAppend(operation);
    }

    private bool TryAppend(string nickname, string argument, string value)
    {
        using VipsOperation operation = new(nickname);
        return TryAppend(operation.With(argument, value));
    }

    private bool TryAppend(VipsOperation operation)
    {
        if (!operation.With("in", Image).TryRun(out VipsImageHandle? next))
        {
            return false;
        }

        MoveTo(next);
        return true;
    }

    // The new end of the chain holds references to all that it is computed from.
    private void MoveTo(VipsImageHandle next)
    {
        if (Image != _stored)
        {
            Image.Dispose();
        }

        Image = next;
    }
}

using System.Diagnostics.CodeAnalysis;
using Digits.Core.Recognition;

namespace Digits.Core.Imaging.Jpeg;

/// <summary>
/// Reads what a JPEG file is before a library sees it: what is no more than its pixels is handed on, what would take too much of the library is
/// read at an eighth or refused, what broke off is told from what lacks its end marker alone.
/// </summary>
/// <remarks>Thread-safe: it holds no state.</remarks>
/// <param name="library">What decodes the rest of the way.</param>
internal sealed class JpegCodec(IImageCodec library) : IImageCodec
{
    /// <summary>In pixels. A quarter of what is smaller suffices for the 512 at which ink is looked for, so that an eighth is never asked for.</summary>
    private const int LeastSideOfTwoReaders = 2_048;

    /// <inheritdoc/>
    public bool TryOpen(
        ReadOnlyMemory<byte> encoded, ImageFormat format, [NotNullWhen(true)] out ICodecImage? image, out RecognitionError? refusal)
    {
        image = null;
        if (!JpegLayout.TryRead(encoded.Span, out JpegLayout? layout, out string? reason))
        {
            refusal = PictureErrors.Unreadable(format, reason);
            return false;
        }

        if (!JpegWork.Fits(layout))
        {
            image = JpegWork.FitsAtAnEighth(layout) ? new JpegEighth(encoded, layout) : null;
            refusal = image is null ? JpegWork.TooMuch(layout) : null;
            return image is not null;
        }

        if (!layout.HasEnd && !JpegCompleteness.HoldsAllOf(encoded.Span, layout))
        {
            refusal = PictureErrors.Damaged(format);
            return false;
        }

        if (Math.Max(layout.Frame.Width, layout.Frame.Height) >= LeastSideOfTwoReaders && !layout.Frame.IsArithmetic)
        {
            (image, refusal) = (new JpegImage(encoded, layout, library), null);
            return true;
        }

        (image, refusal) = (JpegEssence.Open(library, encoded, layout), null);
        return true;
    }
}

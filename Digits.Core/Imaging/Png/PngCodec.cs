using System.Diagnostics.CodeAnalysis;
using Digits.Core.Recognition;

namespace Digits.Core.Imaging.Png;

/// <summary>
/// Reads PNG files by itself, row by row and with no more memory than a few rows take: what canvases, screenshots, scanners and scripts
/// send, for a small part of what a general library takes. Interlaced ones, whose rows come in no order, are the library's.
/// </summary>
/// <remarks>
/// The library is handed the chunks that pixels need and no more: text, profiles and whatever else a file carries, however much of it
/// there is, is neither inflated nor kept. Thread-safe: it holds no state.
/// </remarks>
/// <param name="library">What decodes interlaced ones.</param>
internal sealed class PngCodec(IImageCodec library) : IImageCodec
{
    /// <inheritdoc/>
    public bool TryOpen(
        ReadOnlyMemory<byte> encoded, ImageFormat format, [NotNullWhen(true)] out ICodecImage? image, out RecognitionError? refusal)
    {
        (image, refusal) = (null, null);
        if (!PngLayout.TryRead(encoded.Span, out PngLayout? layout))
        {
            refusal = layout is null ? null : PictureErrors.Damaged(format);
            return false;
        }

        if (!layout.IsInterlaced)
        {
            image = new PngImage(encoded, layout);
            return true;
        }

        refusal = PngWork.Refusal(layout, PngEssence.Length(encoded.Span, layout));
        image = refusal is null ? PngEssence.Open(library, encoded, layout) : null;
        return image is not null;
    }
}

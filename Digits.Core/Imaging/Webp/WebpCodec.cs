using System.Diagnostics.CodeAnalysis;
using Digits.Core.Recognition;

namespace Digits.Core.Imaging.Webp;

/// <summary>Reads what a WebP file is before a library sees it, and hands on no more than the pixels of its first frame.</summary>
/// <remarks>Thread-safe: it holds no state.</remarks>
/// <param name="library">What decodes the rest of the way.</param>
internal sealed class WebpCodec(IImageCodec library) : IImageCodec
{
    /// <inheritdoc/>
    public bool TryOpen(
        ReadOnlyMemory<byte> encoded, ImageFormat format, [NotNullWhen(true)] out ICodecImage? image, out RecognitionError? refusal)
    {
        image = null;
        ReadOnlySpan<byte> file = encoded.Span;
        long bytes = 0;
        refusal = WebpLayout.TryRead(file, out WebpLayout? layout)
            ? WebpWork.Refusal(file, layout, out bytes)
            : PictureErrors.Damaged(format);
        if (layout is null || refusal is not null)
        {
            return false;
        }

        image = WebpEssence.Open(library, encoded, layout, bytes);
        return true;
    }
}

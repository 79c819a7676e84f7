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
        refusal = WebpLayout.TryRead(file, out WebpLayout? layout)
            ? WebpWork.Refusal(file, layout)
            : OpenedPicture.Damaged(format);
        if (layout is null || refusal is not null)
        {
            return false;
        }

        if (WebpEssence.Is(file, layout))
        {
            return library.TryOpen(encoded, format, out image, out refusal);
        }

        NativeBytes essence = new(WebpEssence.Length(layout));
        WebpEssence.Write(file, layout, essence.GetSpan());
        return EssenceImage.TryOpen(library, essence, format, layout.Orientation, out image, out refusal);
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Digits.Core.Recognition;

namespace Digits.Core.Imaging.Gif;

/// <summary>Reads the first frame of GIF files by itself, in the time of a general library and with a byte a pixel where that takes four.</summary>
/// <remarks>Thread-safe: it holds no state.</remarks>
internal sealed class GifCodec : IImageCodec
{
    /// <summary>The most pixels of a frame, which take a byte each.</summary>
    public const int MostFramePixels = 16 << 20;

    /// <inheritdoc/>
    public bool TryOpen(
        ReadOnlyMemory<byte> encoded, ImageFormat format, [NotNullWhen(true)] out ICodecImage? image, out RecognitionError? refusal)
    {
        (image, refusal) = (null, null);
        if (!GifLayout.TryRead(encoded.Span, out GifLayout? layout))
        {
            refusal = PictureErrors.Damaged(format);
        }
        else if ((long)layout.FrameWidth * layout.FrameHeight > MostFramePixels)
        {
            refusal = TooLarge(layout);
        }
        else
        {
            image = new GifImage(encoded, layout);
        }

        return image is not null;
    }

    private static RecognitionError TooLarge(GifLayout layout) => new(
        RecognitionErrorCode.ImageTooLarge,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The GIF's first frame is {layout.FrameWidth}x{layout.FrameHeight} pixels; at most {MostFramePixels / 1e6:0.##} megapixels are read."));
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Digits.Core.Recognition;

namespace Digits.Core.Imaging.Bmp;

/// <summary>Reads BMP files by itself: they are hardly more than their pixels.</summary>
/// <remarks>Thread-safe: it holds no state.</remarks>
internal sealed class BmpCodec : IImageCodec
{
    /// <summary>The most pixels that are unpacked from runs, to a byte each.</summary>
    public const int MostUnpackedPixels = 16 << 20;

    /// <inheritdoc/>
    public bool TryOpen(
        ReadOnlyMemory<byte> encoded, ImageFormat format, [NotNullWhen(true)] out ICodecImage? image, out RecognitionError? refusal)
    {
        (image, refusal) = (null, null);
        if (!BmpLayout.TryRead(encoded.Span, out BmpLayout? layout))
        {
            refusal = PictureErrors.Unreadable(format, "is damaged, incomplete or of a rare kind");
        }
        else if (layout.Compression is BmpCompression.Runs8 or BmpCompression.Runs4 && (long)layout.Width * layout.Height > MostUnpackedPixels)
        {
            refusal = TooLarge(layout);
        }
        else
        {
            image = new BmpImage(encoded, layout);
        }

        return image is not null;
    }

    private static RecognitionError TooLarge(BmpLayout layout) => new(
        RecognitionErrorCode.ImageTooLarge,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The BMP is {layout.Width}x{layout.Height} pixels in runs; at most {MostUnpackedPixels / 1e6:0.##} megapixels of such are read."));
}

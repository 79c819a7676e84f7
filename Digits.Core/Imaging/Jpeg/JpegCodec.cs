using System.Diagnostics.CodeAnalysis;
using Digits.Core.Recognition;

namespace Digits.Core.Imaging.Jpeg;

/// <summary>
/// Reads what a JPEG file is before a library sees it: what is no more than its pixels is handed on, what would take too much of the library is
/// read at an eighth or refused, what broke off is told from what lacks its end marker alone.
/// </summary>
/// <remarks>Thread-safe: it holds no state.</remarks>
/// <param name="others">The library, and what reads the other formats.</param>
internal sealed class JpegCodec(IImageCodec others) : IImageCodec
{
    /// <inheritdoc/>
    public bool TryOpen(
        ReadOnlyMemory<byte> encoded, ImageFormat format, [NotNullWhen(true)] out ICodecImage? image, out RecognitionError? refusal)
    {
        if (format != ImageFormat.Jpeg)
        {
            return others.TryOpen(encoded, format, out image, out refusal);
        }

        image = null;
        if (!JpegLayout.TryRead(encoded.Span, out JpegLayout? layout, out string? reason))
        {
            refusal = Unreadable(reason);
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
            refusal = Unreadable("is damaged or incomplete");
            return false;
        }

        // Small pictures are never read at an eighth.
        if (Math.Max(layout.Frame.Width, layout.Frame.Height) >= 2048 && !layout.Frame.IsArithmetic)
        {
            (image, refusal) = (new JpegImage(encoded, layout, others), null);
            return true;
        }

        return TryOpenEssence(others, encoded.Span, layout, out image, out refusal);
    }

    private static RecognitionError Unreadable(string reason) =>
        new(RecognitionErrorCode.UnreadableImage, $"The image begins like a JPEG, but {reason}.");

    /// <summary>Opens what the pixels of a file need with a library.</summary>
    public static bool TryOpenEssence(
        IImageCodec library, ReadOnlySpan<byte> file, JpegLayout layout, [NotNullWhen(true)] out ICodecImage? image, out RecognitionError? refusal)
    {
        NativeBytes essence = new(JpegEssence.Length(layout));
        JpegEssence.Write(file, layout, essence.GetSpan());
        return EssenceImage.TryOpen(library, essence, ImageFormat.Jpeg, layout.Orientation, out image, out refusal);
    }
}

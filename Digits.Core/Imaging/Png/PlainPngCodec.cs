using System.Diagnostics.CodeAnalysis;

namespace Digits.Core.Imaging.Png;

/// <summary>
/// Reads the PNG files that canvases, screenshots and scripts write (eight bits a channel, not interlaced) by itself, for a small part
/// of what a general library takes to set up its pipeline, and hands everything else to that library.
/// </summary>
/// <remarks>
/// Whatever is unusual in a file, damage above all, sends it to <paramref name="others"/>, so that pixels and verdicts are theirs.
/// Thread-safe: it holds no state.
/// </remarks>
/// <param name="others">The library.</param>
internal sealed class PlainPngCodec(IImageCodec others) : IImageCodec
{
    /// <summary>The library behind this reader.</summary>
    public IImageCodec Others => others;

    /// <inheritdoc/>
    public bool TryOpen(ReadOnlyMemory<byte> encoded, ImageFormat format, [NotNullWhen(true)] out ICodecImage? image)
    {
        if (format == ImageFormat.Png && PngLayout.TryRead(encoded.Span, out PngLayout? layout))
        {
            image = new PlainPngImage(encoded, layout, others);
            return true;
        }

        return others.TryOpen(encoded, format, out image);
    }
}

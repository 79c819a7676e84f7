using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Digits.Core.Imaging.Vips.Interop;

namespace Digits.Core.Imaging.Vips;

/// <summary>Opens a file in memory with the one loader of its format.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class VipsLoader
{
    /// <summary>Reads the header; the pixels follow when they are asked for, top to bottom.</summary>
    /// <param name="encoded">The file, pinned until <paramref name="image"/> is disposed.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="format">Names the loader.</param>
    /// <param name="jpegShrink">1, 2, 4 or 8: the factor by which a JPEG is made smaller while it is decoded; 1 for the others.</param>
    /// <param name="image">The image, to be disposed, when this method returns true.</param>
    /// <returns>False when the header cannot be read.</returns>
    public static bool TryLoad(
        MemoryHandle encoded, int length, ImageFormat format, int jpegShrink, [NotNullWhen(true)] out VipsImageHandle? image)
    {
        using VipsOperation loader = new(Nickname(format));

        // Sequential keeps a large picture out of memory and decodes on this thread. fail_on=error makes truncated data and wrong
        // checksums failures; the next level, warning, would refuse sound photos for an odd profile or stray bytes.
        loader.With("buffer", encoded, length).With("access", "sequential").With("fail_on", "error");
        if (jpegShrink > 1)
        {
            loader.With("shrink", jpegShrink.ToString(CultureInfo.InvariantCulture));
        }

        return loader.TryRun(out image);
    }

    private static string Nickname(ImageFormat format) => format switch
    {
        ImageFormat.Png => "pngload_buffer",
        ImageFormat.Jpeg => "jpegload_buffer",
        ImageFormat.Webp => "webpload_buffer",
        ImageFormat.Gif => "gifload_buffer",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No loader is known for this format."),
    };
}

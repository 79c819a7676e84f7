using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Digits.Core.Imaging.Vips.Interop;

namespace Digits.Core.Imaging.Vips;

/// <summary>The codec over libvips 8.18.</summary>
/// <remarks>Thread-safe: it holds no state. libvips is started once a process and decodes on the calling thread.</remarks>
internal sealed class VipsCodec : IImageCodec
{
    /// <summary>A codec.</summary>
    /// <exception cref="DllNotFoundException">The library of libvips is not beside the assembly.</exception>
    public VipsCodec() => VipsLibrary.Start();

    /// <inheritdoc/>
    public bool TryOpen(ReadOnlyMemory<byte> encoded, ImageFormat format, [NotNullWhen(true)] out ICodecImage? image)
    {
        image = null;
        MemoryHandle pinned = encoded.Pin();
        try
        {
            if (VipsLoader.TryLoad(pinned, encoded.Length, format, 1, out VipsImageHandle? header))
            {
                image = new VipsImage(pinned, encoded.Length, format, header);
            }

            return image is not null;
        }
        finally
        {
            if (image is null)
            {
                pinned.Dispose();
            }
        }
    }
}

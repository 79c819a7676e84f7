using System.Buffers;

namespace Digits.Core.Imaging;

/// <summary>Decoded pixels in rented memory: row-major, interleaved bands, 8 bits each, no padding between rows.</summary>
/// <remarks>Not thread-safe. Bands: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA; alpha is not premultiplied.</remarks>
internal sealed class PixelBuffer : IDisposable
{
    private byte[]? _rented;

    public PixelBuffer(int width, int height, int bands)
    {
        Width = width;
        Height = height;
        Bands = bands;
        _rented = ArrayPool<byte>.Shared.Rent(checked(width * height * bands));
    }

    public int Width { get; }

    public int Height { get; }

    public int Bands { get; }

    public Span<byte> Bytes => _rented.AsSpan(0, Width * Height * Bands);

    public void Dispose()
    {
        if (_rented is { } rented)
        {
            _rented = null;
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}

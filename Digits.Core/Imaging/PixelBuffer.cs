namespace Digits.Core.Imaging;

/// <summary>Decoded pixels: row-major, interleaved bands, 8 bits each, no padding between rows.</summary>
/// <remarks>
/// Not thread-safe. Bands: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA; alpha is not premultiplied. At the largest they take 16 MB, which a
/// shared pool would keep for each thread that ever asked.
/// </remarks>
/// <param name="width">Pixels across, 1 or more.</param>
/// <param name="height">Pixels down, 1 or more.</param>
/// <param name="bands">1 to 4.</param>
internal sealed class PixelBuffer(int width, int height, int bands) : IDisposable
{
    private readonly NativeBytes _bytes = new(checked(width * height * bands));

    public int Width { get; } = width;

    public int Height { get; } = height;

    public int Bands { get; } = bands;

    public Span<byte> Bytes => _bytes.GetSpan();

    public void Dispose() => ((IDisposable)_bytes).Dispose();
}

using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Digits.Core.Imaging;

/// <summary>Keeps every band of rows as they come, reduced by whole blocks; colours are averaged by how opaque their pixels are.</summary>
/// <remarks>Ten times slower than <see cref="BrightnessRows"/>, and asked only where luminance shows nothing.</remarks>
/// <param name="longestSide">The longest side in pixels, 1 or more, to which the picture is reduced by the least whole factor.</param>
/// <param name="stop">Ends the decode.</param>
internal sealed class BandRows(int longestSide, CancellationToken stop) : IPixelRows, IDisposable
{
    private PixelBuffer? _picture;
    private long[]? _sums;
    private int _height;
    private int _factor = 1;
    private int _taken;
    private TimeSlice _slice;

    /// <inheritdoc/>
    public CancellationToken Stop => stop;

    /// <inheritdoc/>
    public void Begin(int width, int height, int bands)
    {
        Dispose();
        (_height, _taken) = (height, 0);
        _factor = BlockMeans.Factor(Math.Max(width, height), longestSide);
        _picture = new PixelBuffer((width + _factor - 1) / _factor, (height + _factor - 1) / _factor, bands);

        // Of each block the sums of its colours, weighed by opacity, the sum of its opacities, and the count of its pixels.
        _sums = ArrayPool<long>.Shared.Rent(_picture.Width * (bands + 2));
        Array.Clear(_sums);
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<byte> row)
    {
        stop.ThrowIfCancellationRequested();
        int bands = _picture!.Bands;
        int colours = bands - (LuminanceFlattener.HasAlpha(bands) ? 1 : 0);
        int stride = _factor * bands;
        for (int x = 0; x < _picture.Width; x++)
        {
            AddBlock(row.Slice(x * stride, Math.Min(stride, row.Length - (x * stride))), colours, _sums.AsSpan(x * (bands + 2), bands + 2));
        }

        if (++_taken % _factor == 0 || _taken == _height)
        {
            Finish(_picture.Bytes.Slice((_taken - 1) / _factor * _picture.Width * bands, _picture.Width * bands), colours);
            Array.Clear(_sums!);
            _slice.Share();
        }
    }

    /// <summary>Hands the picture over, to be disposed, once every row was taken.</summary>
    public bool TryFinish([NotNullWhen(true)] out PixelBuffer? picture)
    {
        picture = _taken == _height ? _picture : null;
        _picture = picture is null ? _picture : null;
        return picture is not null;
    }

    public void Dispose()
    {
        _picture?.Dispose();
        _picture = null;
        if (_sums is not null)
        {
            ArrayPool<long>.Shared.Return(_sums);
            _sums = null;
        }
    }

    private static void AddBlock(ReadOnlySpan<byte> pixels, int colours, Span<long> sums)
    {
        int bands = sums.Length - 2;
        if (bands == 3)
        {
            AddOpaqueBlock(pixels, sums);
            return;
        }

        (long first, long second, long third, long opacities) = (0, 0, 0, 0);
        for (int at = 0; at < pixels.Length; at += bands)
        {
            int opacity = colours < bands ? pixels[at + colours] : byte.MaxValue;
            first += pixels[at] * opacity;
            second += colours > 1 ? pixels[at + 1] * opacity : 0;
            third += colours > 1 ? pixels[at + 2] * opacity : 0;
            opacities += opacity;
        }

        sums[0] += first;
        if (colours > 1)
        {
            sums[1] += second;
            sums[2] += third;
        }

        sums[bands] += opacities;
        sums[bands + 1] += pixels.Length / bands;
    }

    private static void AddOpaqueBlock(ReadOnlySpan<byte> pixels, Span<long> sums)
    {
        (int first, int second, int third) = (0, 0, 0);
        for (int at = 0; at < pixels.Length; at += 3)
        {
            first += pixels[at];
            second += pixels[at + 1];
            third += pixels[at + 2];
        }

        int count = pixels.Length / 3;
        sums[0] += first * byte.MaxValue;
        sums[1] += second * byte.MaxValue;
        sums[2] += third * byte.MaxValue;
        sums[3] += count * byte.MaxValue;
        sums[4] += count;
    }

    private void Finish(Span<byte> row, int colours)
    {
        int bands = _picture!.Bands;
        for (int x = 0; x < _picture.Width; x++)
        {
            ReadOnlySpan<long> sums = _sums.AsSpan(x * (bands + 2), bands + 2);
            (long opacity, long count) = (sums[bands], sums[bands + 1]);
            for (int band = 0; band < colours; band++)
            {
                row[(x * bands) + band] = opacity == 0 ? (byte)0 : (byte)((sums[band] + (opacity / 2)) / opacity);
            }

            if (colours < bands)
            {
                row[(x * bands) + colours] = (byte)((opacity + (count / 2)) / count);
            }
        }
    }
}

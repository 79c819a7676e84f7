using System.Buffers;
using Digits.Core.Recognition;

namespace Digits.Core.Preprocessing;

/// <summary>One digit in MNIST's convention: <see cref="Side"/> by <see cref="Side"/> values, row-major, 0 (paper) to 1 (full ink).</summary>
/// <remarks>Owns rented memory; dispose it once the engine has answered. Not thread-safe.</remarks>
internal sealed class DigitTensor : IDisposable
{
    /// <summary>Pixels along each side of the network's input.</summary>
    public const int Side = DigitInput.Side;

    /// <summary>Pixels along the longest side of the digit's ink, as in MNIST.</summary>
    public const int BoxSide = 20;

    /// <summary>Values in one tensor.</summary>
    public const int Length = DigitInput.PixelCount;

    /// <summary>The shared pool keeps 32 arrays for a processor and makes those of all other requests anew; this one keeps 2 MB of them.</summary>
    private static readonly ArrayPool<float> Pool = ArrayPool<float>.Create(Length, maxArraysPerBucket: 512);

    private float[]? _rented = Pool.Rent(Length);

    /// <summary>The values; not cleared when rented.</summary>
    public Span<float> Values => _rented.AsSpan(0, Length);

    /// <summary>The values as memory, for the engine to hold while the tensor waits.</summary>
    public ReadOnlyMemory<float> Memory => _rented.AsMemory(0, Length);

    /// <summary>Raw pixels as they stand: value / 255, no cropping and no centring.</summary>
    /// <param name="pixels"><see cref="Length"/> values, row-major, ink = 255 on 0.</param>
    public static DigitTensor FromPixels(ReadOnlySpan<byte> pixels)
    {
        var tensor = new DigitTensor();
        Span<float> values = tensor.Values;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = pixels[i] / 255f;
        }

        return tensor;
    }

    public void Dispose()
    {
        if (_rented is { } rented)
        {
            _rented = null;
            Pool.Return(rented);
        }
    }
}

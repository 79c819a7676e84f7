using System.Buffers;
using System.Runtime.CompilerServices;

namespace Digits.Core.Imaging;

/// <summary>Bytes for a while: rented of a pool where they are few, and native memory where they are many.</summary>
/// <remarks>
/// The shared pool keeps up to 32 arrays of each size for each processor, and one for each thread: fuzzed for minutes, the service held 31
/// of 2 MB. Not thread-safe. It has to be disposed.
/// </remarks>
internal sealed class ScratchBytes : IDisposable
{
    /// <summary>The most that is rented: a plane of 512 by 512 pixels, as ink is looked for in.</summary>
    private const int MostRented = 256 << 10;

    /// <summary>
    /// Planes of canvases are large objects: with 64 pictures at once, of which each is kept until its first run, those that the shared pool
    /// made anew had the collector look through everything twenty times a second. This one keeps 32 MB at most.
    /// </summary>
    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(MostRented, maxArraysPerBucket: 64);

    private readonly int _length;
    private byte[]? _rented;
    private NativeBytes? _native;

    /// <summary>Takes bytes, which are not cleared.</summary>
    /// <param name="length">How many, 0 or more.</param>
    public ScratchBytes(int length)
    {
        _length = length;
        if (length <= MostRented)
        {
            _rented = Pool.Rent(length);
        }
        else
        {
            _native = new NativeBytes(length);
        }
    }

    public Span<byte> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _native is null ? _rented.AsSpan(0, _length) : _native.GetSpan();
    }

    public void Dispose()
    {
        if (_rented is { } rented)
        {
            _rented = null;
            Pool.Return(rented);
        }

        ((IDisposable?)_native)?.Dispose();
        _native = null;
    }
}

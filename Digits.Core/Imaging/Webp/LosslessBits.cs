using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Digits.Core.Imaging.Webp;

/// <summary>Reads bits of lossless WebP data, lowest first (RFC 9649, 3.2).</summary>
/// <remarks>Past the last bit it reads zeros, and <see cref="IsSpent"/> tells it.</remarks>
/// <param name="data">The data.</param>
internal ref struct LosslessBits(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private ulong _bits;
    private int _count;
    private int _at;

    /// <summary>True once more bits were taken than there were.</summary>
    public readonly bool IsSpent => _count < 0;

    /// <summary>The next 32 bits, which stay to be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Peek()
    {
        if (_count < 32)
        {
            Fill();
        }

        return (uint)_bits;
    }

    /// <summary>Passes over some of the bits that <see cref="Peek"/> gave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int count)
    {
        _bits >>= count;
        _count -= count;
    }

    /// <summary>Reads 0 to 24 bits as a number.</summary>
    public int Read(int count)
    {
        int value = (int)(Peek() & ((1u << count) - 1));
        Skip(count);
        return value;
    }

    private void Fill()
    {
        if (_count >= 0 && _data.Length - _at >= sizeof(uint))
        {
            _bits |= (ulong)BinaryPrimitives.ReadUInt32LittleEndian(_data[_at..]) << _count;
            (_count, _at) = (_count + 32, _at + sizeof(uint));
            return;
        }

        for (; _count is >= 0 and < 32 && _at < _data.Length; _at++)
        {
            _bits |= (ulong)_data[_at] << _count;
            _count += 8;
        }
    }
}

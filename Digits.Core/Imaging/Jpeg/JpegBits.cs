using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Digits.Core.Imaging.Jpeg;

/// <summary>Reads the bits of a scan's entropy-coded data: stuffed zeros are taken out, restart markers are found (ITU-T T.81, F.2.2.5).</summary>
/// <remarks>Past the last bit it reads zeros, and <see cref="IsSpent"/> tells it.</remarks>
/// <param name="data">The data of one scan.</param>
internal ref struct JpegBits(ReadOnlySpan<byte> data)
{
    private const int Capacity = 64;
    private const int Coefficients = 64;

    private readonly ReadOnlySpan<byte> _data = data;
    private ulong _bits;
    private int _count;
    private int _at;

    /// <summary>True once more bits were taken than there were.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Decodes the next symbol; 0 where no code fits, which also spends all bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Symbol(HuffmanTable table)
    {
        Fill(HuffmanTable.LongestCode);
        int value = table.Decode((int)(_bits >> (Capacity - HuffmanTable.LongestCode)), out int length);
        IsSpent |= length == 0;
        Take(length);
        return value;
    }

    /// <summary>Reads 0 to 16 bits as a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Number(int count)
    {
        Fill(count);

        // In two steps, because a shift by 64 is a shift by none.
        int value = (int)(_bits >> 1 >> (Capacity - 1 - count));
        Take(count);
        return value;
    }

    /// <summary>Reads a difference of 0 to 16 bits: the upper half of the numbers as they are, the lower half negative (T.81, F.2.2.1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Difference(int size)
    {
        int value = Number(size);
        return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }

    /// <summary>Passes over the AC coefficients of a sequential block.</summary>
    public void PassAc(HuffmanTable table)
    {
        AcSteps steps = table.Steps;
        for (int k = 1; k < Coefficients;)
        {
            Fill(AcSteps.Bits);
            steps.Look((int)(_bits >> (Capacity - AcSteps.Bits)), out int bits, out int advance, out bool ends);
            if (bits == 0 || k + advance > Coefficients)
            {
                // A long symbol; or the first of those that were looked at fills the block, and the rest are the next one's.
                int symbol = Symbol(table);
                (int run, int size) = (symbol >> 4, symbol & 15);
                Number(size);
                ends = size == 0 && run < 15;
                advance = run + 1;
            }
            else
            {
                Take(bits);
            }

            k = ends ? Coefficients : k + advance;
        }
    }

    /// <summary>Passes over 0 to 64 bits.</summary>
    public void Skip(int count)
    {
        for (; count > 0; count -= HuffmanTable.LongestCode)
        {
            Number(Math.Min(count, HuffmanTable.LongestCode));
        }
    }

    /// <summary>Passes over what is left of a restart interval and over its marker.</summary>
    /// <returns>False where there is no marker.</returns>
    public bool TryRestart()
    {
        (_bits, _count) = (0, 0);
        while (_at < _data.Length - 1)
        {
            int prefix = _data[_at..].IndexOf((byte)0xFF);
            int code = prefix < 0 ? -1 : _data[(_at + prefix)..].IndexOfAnyExcept((byte)0xFF);
            if (code < 0)
            {
                break;
            }

            _at += prefix + code + 1;
            if (JpegMarker.IsRestart(_data[_at - 1]))
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Take(int count)
    {
        _bits <<= count;
        _count -= count;
        IsSpent |= _count < 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Fill(int count)
    {
        if (_count < count)
        {
            FillUp();
        }
    }

    private void FillUp()
    {
        // Four bytes at once where none of them is FF, which nearly always is so.
        if (_count is >= 0 and <= 32 && _data.Length - _at >= sizeof(uint))
        {
            uint four = BinaryPrimitives.ReadUInt32BigEndian(_data[_at..]);
            if ((~four - 0x01010101 & four & 0x80808080) == 0)
            {
                _bits |= (ulong)four << (Capacity - 32 - _count);
                (_count, _at) = (_count + 32, _at + sizeof(uint));
                return;
            }
        }

        while (_count is >= 0 and <= Capacity - 8 && _at < _data.Length)
        {
            byte value = _data[_at];
            if (value != 0xFF)
            {
                _at++;
            }
            else if (!TryPassStuffing())
            {
                return;
            }

            _bits |= (ulong)value << (Capacity - 8 - _count);
            _count += 8;
        }
    }

    /// <summary>Passes over FF and the zero after it; stays where a marker is.</summary>
    private bool TryPassStuffing()
    {
        int code = _data[_at..].IndexOfAnyExcept((byte)0xFF);
        if (code < 0 || _data[_at + code] != 0)
        {
            return false;
        }

        _at += code + 1;
        return true;
    }
}

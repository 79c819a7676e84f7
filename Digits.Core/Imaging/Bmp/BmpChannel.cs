using System.Numerics;

namespace Digits.Core.Imaging.Bmp;

/// <summary>Takes one colour out of pixels of 16 or 32 bits.</summary>
internal readonly struct BmpChannel
{
    private const int LevelBits = 8;

    private readonly uint _mask;
    private readonly int _shift;
    private readonly byte[] _levels = new byte[1 << LevelBits];

    /// <summary>A channel.</summary>
    /// <param name="mask">Its bits, which are neighbours; of more than eight the upper eight are taken.</param>
    /// <param name="without">The level where there are no bits.</param>
    public BmpChannel(uint mask, byte without)
    {
        int bits = BitOperations.PopCount(mask);
        _mask = mask;
        _shift = mask == 0 ? 0 : BitOperations.TrailingZeroCount(mask) + Math.Max(0, bits - LevelBits);
        int most = (1 << Math.Min(bits, LevelBits)) - 1;
        _levels[0] = mask == 0 ? without : byte.MinValue;
        for (int value = 1; value <= most; value++)
        {
            // As a part of the most that the bits can be, rounded half up.
            _levels[value] = (byte)(((value * byte.MaxValue) + (most / 2)) / most);
        }
    }

    /// <summary>The colour's level, 0 to 255.</summary>
    public uint Level(uint pixel) => _levels[(pixel & _mask) >> _shift];
}

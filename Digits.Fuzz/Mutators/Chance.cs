using System.Numerics;

namespace Digits.Fuzz.Mutators;

/// <summary>The dice of one case: the same for the same seed and number, on every platform (System.Random keeps its algorithm for seeds).</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class Chance(int seed, long number)
{
    // Where counts, sizes and signs turn over.
    private static readonly uint[] Edges =
    [
        0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 63, 64, 127, 128, 255, 256, 257, 1023, 1024, 4095, 4096, 16_383, 16_384, 32_767, 32_768,
        65_534, 65_535, 65_536, 0xFF_FFFF, 0x100_0000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF,
    ];

    private readonly Random _random = new(Mix(seed, number));

    /// <summary>A number below a bound.</summary>
    public int Below(int bound) => bound <= 0 ? 0 : _random.Next(bound);

    /// <summary>A number from a bound to another, both possible.</summary>
    public int Between(int least, int most) => _random.Next(least, most + 1);

    /// <summary>True so many times of a hundred.</summary>
    public bool Percent(int percent) => _random.Next(100) < percent;

    public T One<T>(params ReadOnlySpan<T> of) => of[_random.Next(of.Length)];

    /// <summary>A number at an edge, or any small one.</summary>
    public uint Edge() => Percent(70) ? Edges[_random.Next(Edges.Length)] : (uint)_random.Next(1 << Between(1, 20));

    public byte Byte() => (byte)_random.Next(256);

    /// <summary>Small numbers more often than large ones.</summary>
    public int Few(int most) => Math.Min(most, 1 + BitOperations.TrailingZeroCount((uint)_random.Next() | (1u << 20)));

    // SplitMix64's finish (Steele, Lea, Flood 2014), so that neighbouring numbers have nothing in common.
    private static int Mix(int seed, long number)
    {
        ulong mixed = unchecked((ulong)number + ((ulong)(uint)seed << 32) + 0x9E37_79B9_7F4A_7C15);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58_476D_1CE4_E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB);
        return (int)((mixed ^ (mixed >> 31)) & int.MaxValue);
    }
}

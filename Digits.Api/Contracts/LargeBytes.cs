using System.Buffers;
using System.Runtime.InteropServices;

namespace Digits.Api.Contracts;

/// <summary>Bytes of a large body, outside of the collected heap: they grow where they lie, and are gone with their request.</summary>
/// <remarks>
/// Fifty bodies of 10 to 16 MB at once left the process at 1.0 GB as arrays, pooled or not, because the collector looks late for large ones;
/// as native memory they leave one block, so that one body after the other takes the same. Not thread-safe. Nobody else gives it back: it has
/// to be disposed.
/// </remarks>
internal sealed unsafe class LargeBytes : MemoryManager<byte>
{
    /// <summary>
    /// The least that is asked for, of which the system gives what is written to. Smaller blocks would lie in the allocator's heaps
    /// (<see cref="Hosting.NativeHeap"/>), which bodies of some hundred kilobytes, growing beside each other, left full of holes: 170 MB of them.
    /// </summary>
    private const int LeastBlock = 1 << 20;

    private const int MostSpare = 16 << 20;

    private static Block? _spare;

    private Block? _block;
    private int _length;

    /// <summary>Makes it longer; what it holds stays, and what is new is not cleared.</summary>
    public void Grow(int length)
    {
        _block ??= Interlocked.Exchange(ref _spare, null) ?? new Block();
        if (length > _block.Length)
        {
            _block.Length = Math.Max(length, LeastBlock);
            _block.Start = NativeMemory.Realloc(_block.Start, (nuint)_block.Length);
        }

        _length = length;
    }

    /// <summary>Gives back what was kept of the last ones.</summary>
    public static void Trim() => NativeMemory.Free(Interlocked.Exchange(ref _spare, null) is { } spare ? spare.Start : null);

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => _block is null ? default : new(_block.Start, _length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(_block is null ? null : (byte*)_block.Start + elementIndex, default, this);

    /// <inheritdoc/>
    public override void Unpin()
    {
        // It never moves but in Grow, before anybody else sees it.
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Block? block = _block;
        (_block, _length) = (null, 0);
        bool isKept = block?.Length <= MostSpare && Interlocked.CompareExchange(ref _spare, block, null) is null;
        if (block is not null && !isKept)
        {
            NativeMemory.Free(block.Start);
        }
    }

    private sealed class Block
    {
        public void* Start;
        public int Length;
    }
}

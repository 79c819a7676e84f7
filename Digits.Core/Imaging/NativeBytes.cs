using System.Buffers;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Digits.Core.Imaging;

/// <summary>Bytes outside of the collected heap, for a file that is made for a library: they are given back at once, and need no pinning.</summary>
/// <remarks>
/// A pool would keep them: each thread that ever decoded a file of 16 MB keeps that much. Not thread-safe. Nobody else gives it back: it has
/// to be disposed.
/// </remarks>
/// <param name="length">How many, 1 or more; they are not cleared.</param>
internal sealed unsafe class NativeBytes(int length) : MemoryManager<byte>
{
    private void* _bytes = NativeMemory.Alloc((nuint)length);

    /// <inheritdoc/>
    public override Span<byte> GetSpan()
    {
        Debug.Assert(_bytes is not null, "Not after it was disposed.");
        return new Span<byte>(_bytes, length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new((byte*)_bytes + elementIndex, default, this);

    /// <inheritdoc/>
    public override void Unpin()
    {
        // It never moves.
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        NativeMemory.Free(_bytes);
        _bytes = null;
    }
}

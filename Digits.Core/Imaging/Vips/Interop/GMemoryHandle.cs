using System.Runtime.InteropServices;

namespace Digits.Core.Imaging.Vips.Interop;

/// <summary>Owns a block from g_malloc.</summary>
internal sealed class GMemoryHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    /// <summary>The first bytes of the block, valid until this handle is disposed.</summary>
    /// <param name="length">How many bytes; the block has at least as many.</param>
    public unsafe ReadOnlySpan<byte> Bytes(int length) => new((void*)handle, length);

    protected override bool ReleaseHandle()
    {
        GLibNative.Free(handle);
        return true;
    }
}

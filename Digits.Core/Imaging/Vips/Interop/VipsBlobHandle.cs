using System.Runtime.InteropServices;

namespace Digits.Core.Imaging.Vips.Interop;

/// <summary>Owns one reference to a blob, and nothing of the memory that the blob borrows.</summary>
internal sealed class VipsBlobHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        VipsOperationNative.UnrefArea(handle);
        return true;
    }
}

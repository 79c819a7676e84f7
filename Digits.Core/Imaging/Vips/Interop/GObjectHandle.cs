using System.Runtime.InteropServices;

namespace Digits.Core.Imaging.Vips.Interop;

/// <summary>Owns one reference to a GObject.</summary>
internal abstract class GObjectHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        GObjectNative.Unref(handle);
        return true;
    }
}

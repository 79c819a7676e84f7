using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Owns the native type information of one input or output.</summary>
internal sealed class TypeInfoHandle : SafeHandle
{
    public TypeInfoHandle(nint typeInfo)
        : base(0, ownsHandle: true) => SetHandle(typeInfo);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseTypeInfo(handle);
        return true;
    }
}

using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Keeps a native object alive for the length of one call, even when another thread disposes it meanwhile.</summary>
/// <remarks>A disposed handle cannot be leased: ObjectDisposedException.</remarks>
internal readonly ref struct HandleLease : IDisposable
{
    private readonly SafeHandle _handle;

    public HandleLease(SafeHandle handle)
    {
        bool leased = false;
        handle.DangerousAddRef(ref leased);
        _handle = handle;
    }

    public nint Pointer => _handle.DangerousGetHandle();

    public void Dispose() => _handle.DangerousRelease();
}

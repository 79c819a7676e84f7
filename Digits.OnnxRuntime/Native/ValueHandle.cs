using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Owns a native tensor value together with the pin on the memory that it borrows.</summary>
internal sealed class ValueHandle : SafeHandle
{
    private MemoryHandle _pin;

    public ValueHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Creates a value over memory that stays in place by the caller's doing.</summary>
    public static ValueHandle Over(OrtMemoryInfo info, nint data, long bytes, ReadOnlySpan<long> shape, TensorElementType elementType)
    {
        using HandleLease memoryInfo = new(info);
        var value = new ValueHandle();
        value.SetHandle(OrtApi.CreateTensorWithData(memoryInfo.Pointer, data, bytes, shape, elementType));
        return value;
    }

    /// <summary>Creates a value over managed memory, pinned from here to the release of the value.</summary>
    public static unsafe ValueHandle Over<T>(OrtMemoryInfo info, Memory<T> memory, ReadOnlySpan<long> shape, TensorElementType elementType)
        where T : unmanaged
    {
        MemoryHandle pin = memory.Pin();
        try
        {
            ValueHandle value = Over(info, (nint)pin.Pointer, (long)memory.Length * sizeof(T), shape, elementType);
            value._pin = pin;
            return value;
        }
        catch
        {
            pin.Dispose();
            throw;
        }
    }

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseValue(handle);
        _pin.Dispose();
        return true;
    }
}

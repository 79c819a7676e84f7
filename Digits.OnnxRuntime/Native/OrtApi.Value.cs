using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Tensor values over memory that the caller owns.</summary>
internal static unsafe partial class OrtApi
{
    /// <summary>The value borrows the memory and copies the shape.</summary>
    public static nint CreateTensorWithData(nint memoryInfo, nint data, long bytes, ReadOnlySpan<long> shape, TensorElementType elementType)
    {
        nint value;
        fixed (long* dimensions = shape)
        {
            ThrowIfFailed(
                ((delegate* unmanaged<nint, nint, nuint, long*, nuint, int, nint*, nint>)At(OrtSlot.CreateTensorWithDataAsOrtValue))(
                    memoryInfo, data, (nuint)bytes, dimensions, (nuint)shape.Length, (int)elementType, &value));
        }

        return value;
    }

    public static void* GetTensorMutableData(nint value)
    {
        void* data;
        ThrowIfFailed(((delegate* unmanaged<nint, void**, nint>)At(OrtSlot.GetTensorMutableData))(value, &data));
        return data;
    }

    public static void ReleaseValue(nint value) => Release(OrtSlot.ReleaseValue, value);
}

using Microsoft.ML.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A tensor over the caller's memory, row-major: a run reads its inputs and writes its outputs there, without a copy.</summary>
/// <remarks>
/// Make it once and use it for many runs. Managed memory is pinned until the value is disposed and no run or binding uses it any more.
/// Runs may share an input; two runs at once must not share an output. A span of its data is good while the value is alive.
/// </remarks>
public sealed class OrtValue : IDisposable
{
    private readonly TensorElementType _elementType;
    private readonly int _count;

    private OrtValue(ValueHandle handle, TensorElementType elementType, int count)
    {
        Handle = handle;
        _elementType = elementType;
        _count = count;
    }

    internal ValueHandle Handle { get; }

    /// <summary>Creates a tensor over an array, which stays pinned until the value is disposed.</summary>
    /// <typeparam name="T">float, double, bool or an integer type of up to 64 bits.</typeparam>
    /// <param name="data">At least as many elements as the shape has; the first ones are the tensor.</param>
    /// <param name="shape">Dimensions in elements, outermost first.</param>
    /// <exception cref="OnnxRuntimeException">The array is too short, a dimension is negative, or no tensor has such elements.</exception>
    public static OrtValue CreateTensorValueFromMemory<T>(T[] data, long[] shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        return CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, data.AsMemory(), shape);
    }

    /// <summary>Creates a tensor over a piece of memory, which stays pinned until the value is disposed.</summary>
    /// <typeparam name="T">float, double, bool or an integer type of up to 64 bits.</typeparam>
    /// <param name="memoryInfo">Where the memory lies: <see cref="OrtMemoryInfo.DefaultInstance"/>.</param>
    /// <param name="memory">At least as many elements as the shape has; the first ones are the tensor.</param>
    /// <param name="shape">Dimensions in elements, outermost first.</param>
    /// <exception cref="OnnxRuntimeException">The memory is too short, a dimension is negative, or no tensor has such elements.</exception>
    public static OrtValue CreateTensorValueFromMemory<T>(OrtMemoryInfo memoryInfo, Memory<T> memory, long[] shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(memoryInfo);
        ArgumentNullException.ThrowIfNull(shape);
        TensorElementType elementType = ElementTypes.Of<T>();
        int count = CheckedCount(shape, memory.Length);
        return new OrtValue(ValueHandle.Over(memoryInfo, memory, shape, elementType), elementType, count);
    }

    /// <summary>Creates a tensor over native or already pinned memory, which must outlive the value.</summary>
    /// <param name="memInfo">Where the memory lies: <see cref="OrtMemoryInfo.DefaultInstance"/>.</param>
    /// <param name="elementType">A type with a .NET counterpart; no text and no 16-bit float.</param>
    /// <param name="shape">Dimensions in elements, outermost first.</param>
    /// <param name="dataBufferPtr">The first element.</param>
    /// <param name="bufferLengthInBytes">At least the bytes of the shape.</param>
    /// <exception cref="OnnxRuntimeException">The memory is too short, a dimension is negative, or the type is not supported.</exception>
    public static OrtValue CreateTensorValueWithData(
        OrtMemoryInfo memInfo, TensorElementType elementType, long[] shape, IntPtr dataBufferPtr, long bufferLengthInBytes)
    {
        ArgumentNullException.ThrowIfNull(memInfo);
        ArgumentNullException.ThrowIfNull(shape);
        int count = CheckedCount(shape, bufferLengthInBytes / ElementTypes.SizeOf(elementType));
        return new OrtValue(ValueHandle.Over(memInfo, dataBufferPtr, bufferLengthInBytes, shape, elementType), elementType, count);
    }

    /// <summary>The tensor's elements, to read.</summary>
    /// <typeparam name="T">The type of the elements, or byte for their raw bytes.</typeparam>
    /// <exception cref="OnnxRuntimeException">The elements are of another type.</exception>
    /// <exception cref="ObjectDisposedException">The value is disposed.</exception>
    public ReadOnlySpan<T> GetTensorDataAsSpan<T>()
        where T : unmanaged => GetTensorMutableDataAsSpan<T>();

    /// <summary>The tensor's elements, to read and to write.</summary>
    /// <typeparam name="T">The type of the elements, or byte for their raw bytes.</typeparam>
    /// <exception cref="OnnxRuntimeException">The elements are of another type.</exception>
    /// <exception cref="ObjectDisposedException">The value is disposed.</exception>
    public unsafe Span<T> GetTensorMutableDataAsSpan<T>()
        where T : unmanaged
    {
        if (typeof(T) != typeof(byte) && ElementTypes.Of<T>() != _elementType)
        {
            throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"The tensor's elements are {_elementType}, not {typeof(T)}.");
        }

        using HandleLease value = new(Handle);
        int count = typeof(T) == typeof(byte) ? checked(_count * ElementTypes.SizeOf(_elementType)) : _count;
        return new Span<T>(OrtApi.GetTensorMutableData(value.Pointer), count);
    }

    /// <summary>Releases the native value and unpins the memory, once no run or binding uses them.</summary>
    public void Dispose() => Handle.Dispose();

    private static int CheckedCount(long[] shape, long available)
    {
        long count = ElementTypes.Count(shape);
        return count <= available && count <= int.MaxValue
            ? (int)count
            : throw new OnnxRuntimeException(
                ErrorCode.InvalidArgument,
                $"The shape [{string.Join(", ", shape)}] has {count} elements, and the memory has room for {available}.");
    }
}

namespace Microsoft.ML.OnnxRuntime.Tensors;

/// <summary>Which .NET type holds an element of which tensor.</summary>
internal static class ElementTypes
{
    /// <summary>The tensor type of <typeparamref name="T"/>; the JIT reduces it to a constant.</summary>
    /// <exception cref="OnnxRuntimeException">No tensor has such elements.</exception>
    public static TensorElementType Of<T>()
        where T : unmanaged =>
        typeof(T) == typeof(float) ? TensorElementType.Float
        : typeof(T) == typeof(byte) ? TensorElementType.UInt8
        : typeof(T) == typeof(sbyte) ? TensorElementType.Int8
        : typeof(T) == typeof(ushort) ? TensorElementType.UInt16
        : typeof(T) == typeof(short) ? TensorElementType.Int16
        : typeof(T) == typeof(int) ? TensorElementType.Int32
        : typeof(T) == typeof(long) ? TensorElementType.Int64
        : typeof(T) == typeof(bool) ? TensorElementType.Bool
        : typeof(T) == typeof(double) ? TensorElementType.Double
        : typeof(T) == typeof(uint) ? TensorElementType.UInt32
        : typeof(T) == typeof(ulong) ? TensorElementType.UInt64
        : throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"A tensor of {typeof(T)} is not supported.");

    /// <summary>Bytes of one element.</summary>
    /// <exception cref="OnnxRuntimeException">The type is known from metadata only.</exception>
    public static int SizeOf(TensorElementType type) => type switch
    {
        TensorElementType.UInt8 or TensorElementType.Int8 or TensorElementType.Bool => 1,
        TensorElementType.UInt16 or TensorElementType.Int16 => 2,
        TensorElementType.Float or TensorElementType.Int32 or TensorElementType.UInt32 => 4,
        TensorElementType.Double or TensorElementType.Int64 or TensorElementType.UInt64 => 8,
        _ => throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"A tensor of {type} is not supported."),
    };

    /// <summary>Elements of a tensor of this shape; 1 for a scalar, whose shape is empty.</summary>
    /// <exception cref="OnnxRuntimeException">A dimension is negative, or the product overflows.</exception>
    public static long Count(ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (long dimension in shape)
        {
            if (dimension < 0 || (dimension != 0 && count > long.MaxValue / dimension))
            {
                throw new OnnxRuntimeException(
                    ErrorCode.InvalidArgument, $"The shape [{string.Join(", ", shape.ToArray())}] has no usable number of elements.");
            }

            count *= dimension;
        }

        return count;
    }
}

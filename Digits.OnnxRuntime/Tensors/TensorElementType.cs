using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.OnnxRuntime.Tensors;

/// <summary>Type of the elements of a tensor; the numbers are those of ONNXTensorElementDataType in the C API.</summary>
[SuppressMessage("Naming", "CA1720:Identifiers should not contain type names", Justification = "The official names.")]
public enum TensorElementType
{
    /// <summary>32-bit IEEE 754, <see cref="float"/>.</summary>
    Float = 1,

    /// <summary><see cref="byte"/>.</summary>
    UInt8 = 2,

    /// <summary><see cref="sbyte"/>.</summary>
    Int8 = 3,

    /// <summary><see cref="ushort"/>.</summary>
    UInt16 = 4,

    /// <summary><see cref="short"/>.</summary>
    Int16 = 5,

    /// <summary><see cref="int"/>.</summary>
    Int32 = 6,

    /// <summary><see cref="long"/>.</summary>
    Int64 = 7,

    /// <summary>UTF-8 text. Read from metadata only: no value of it can be created here.</summary>
    String = 8,

    /// <summary>One byte, <see cref="bool"/>.</summary>
    Bool = 9,

    /// <summary>16-bit IEEE 754. Read from metadata only.</summary>
    Float16 = 10,

    /// <summary>64-bit IEEE 754, <see cref="double"/>.</summary>
    Double = 11,

    /// <summary><see cref="uint"/>.</summary>
    UInt32 = 12,

    /// <summary><see cref="ulong"/>.</summary>
    UInt64 = 13,

    /// <summary>Two 32-bit floats. Read from metadata only.</summary>
    Complex64 = 14,

    /// <summary>Two 64-bit floats. Read from metadata only.</summary>
    Complex128 = 15,

    /// <summary>The upper half of a 32-bit float. Read from metadata only.</summary>
    BFloat16 = 16,

    /// <summary>One past the last type; no tensor has it.</summary>
    DataTypeMax = 17,
}

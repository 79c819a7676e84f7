using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Type and shape of one input or output of a model, always a tensor here. Immutable, if its arrays are left alone.</summary>
[SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "The official signatures.")]
public sealed class NodeMetadata
{
    internal NodeMetadata(TensorElementType elementType, int[] dimensions, string[] symbolicDimensions)
    {
        ElementDataType = elementType;
        Dimensions = dimensions;
        SymbolicDimensions = symbolicDimensions;
    }

    /// <summary>The shape in elements, outermost first, with -1 for each dimension that only a run decides, such as the batch.</summary>
    public int[] Dimensions { get; }

    /// <summary>The dimensions' names in the model, in the same order; empty where there is none.</summary>
    public string[] SymbolicDimensions { get; }

    /// <summary>Type of the tensor's elements.</summary>
    public TensorElementType ElementDataType { get; }
}

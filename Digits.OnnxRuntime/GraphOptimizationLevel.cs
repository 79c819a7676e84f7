using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>How far the graph is rewritten when a session is created.</summary>
[SuppressMessage("Naming", "CA1707:Identifiers should not contain underscores", Justification = "The official names.")]
public enum GraphOptimizationLevel
{
    /// <summary>The graph runs as it is in the file.</summary>
    ORT_DISABLE_ALL = 0,

    /// <summary>Rewrites that keep to ONNX operators: constant folding, removal of redundant nodes.</summary>
    ORT_ENABLE_BASIC = 1,

    /// <summary>Also fusions into operators of ONNX Runtime's own.</summary>
    ORT_ENABLE_EXTENDED = 2,

    /// <summary>Also changes of the data layout: the default.</summary>
    ORT_ENABLE_ALL = 99,
}

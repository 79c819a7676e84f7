using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Whether the nodes of a graph run one after the other.</summary>
[SuppressMessage("Naming", "CA1707:Identifiers should not contain underscores", Justification = "The official names.")]
public enum ExecutionMode
{
    /// <summary>One node at a time: the default.</summary>
    ORT_SEQUENTIAL = 0,

    /// <summary>Independent nodes at once, on as many threads as <see cref="SessionOptions.InterOpNumThreads"/>.</summary>
    ORT_PARALLEL = 1,
}

using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>What ONNX Runtime reports when it refuses or fails: a bad model, a wrong shape, an unknown name, a terminated run.</summary>
/// <remarks>The message starts with the error's code, as in <c>[ErrorCode:InvalidArgument]</c>; the library's own words follow.</remarks>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors",
    Justification = "The official type has no public constructor.")]
public class OnnxRuntimeException : Exception
{
    internal OnnxRuntimeException(ErrorCode code, string message)
        : base($"[ErrorCode:{code}] {message}")
    {
    }
}

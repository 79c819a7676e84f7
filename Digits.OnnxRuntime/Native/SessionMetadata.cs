using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>The inputs or the outputs of a session, read once when it is created.</summary>
internal sealed class SessionMetadata
{
    private SessionMetadata(string role, string[] names, NodeMetadata[] nodes)
    {
        Names = names;
        Utf8 = new NameTable(role, names);
        var byName = new Dictionary<string, NodeMetadata>(names.Length, StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            byName.Add(names[i], nodes[i]);
        }

        Nodes = byName;
    }

    /// <summary>The names in the model's order. An array, so that passing it to Run costs no enumerator.</summary>
    public string[] Names { get; }

    public NameTable Utf8 { get; }

    public IReadOnlyDictionary<string, NodeMetadata> Nodes { get; }

    public static SessionMetadata Inputs(nint session) =>
        Read("input", session, OrtApi.GetInputCount(session), OrtApi.GetInputName, OrtApi.GetInputTypeInfo);

    public static SessionMetadata Outputs(nint session) =>
        Read("output", session, OrtApi.GetOutputCount(session), OrtApi.GetOutputName, OrtApi.GetOutputTypeInfo);

    private static SessionMetadata Read(
        string role, nint session, int count, Func<nint, int, string> getName, Func<nint, int, nint> getTypeInfo)
    {
        var names = new string[count];
        var nodes = new NodeMetadata[count];
        for (int i = 0; i < count; i++)
        {
            names[i] = getName(session, i);
            using var typeInfo = new TypeInfoHandle(getTypeInfo(session, i));
            nodes[i] = ReadTensor(typeInfo.DangerousGetHandle(), role, names[i]);
        }

        return new SessionMetadata(role, names, nodes);
    }

    private static NodeMetadata ReadTensor(nint typeInfo, string role, string name)
    {
        nint tensor = OrtApi.CastTypeInfoToTensorInfo(typeInfo);
        if (tensor == 0)
        {
            throw new OnnxRuntimeException(ErrorCode.NotImplemented, $"The {role} '{name}' is no tensor; only tensors are supported here.");
        }

        TensorElementType elementType = OrtApi.GetTensorElementType(tensor);
        int[] dimensions = Array.ConvertAll(OrtApi.GetDimensions(tensor), dimension => checked((int)dimension));
        return new NodeMetadata(elementType, dimensions, OrtApi.GetSymbolicDimensions(tensor, dimensions.Length));
    }
}

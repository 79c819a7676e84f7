using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>What a model file tells about itself (ModelProto of onnx.proto).</summary>
public sealed class ModelMetadata
{
    internal ModelMetadata(nint session)
    {
        using var handle = new ModelMetadataHandle(OrtApi.GetModelMetadata(session));
        nint metadata = handle.DangerousGetHandle();
        ProducerName = OrtApi.GetProducerName(metadata);
        Version = OrtApi.GetModelVersion(metadata);
        CustomMetadataMap = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string key in OrtApi.GetCustomMetadataKeys(metadata))
        {
            CustomMetadataMap[key] = OrtApi.LookupCustomMetadata(metadata, key);
        }
    }

    /// <summary>The tool that wrote the file, such as pytorch; empty when the file does not say.</summary>
    public string ProducerName { get; }

    /// <summary>The model's own version number; 0 when the file does not say.</summary>
    public long Version { get; }

    /// <summary>metadata_props: the file's own keys and values.</summary>
    [SuppressMessage("Design", "MA0016:Prefer using collection abstraction", Justification = "The official signature.")]
    public Dictionary<string, string> CustomMetadataMap { get; }
}

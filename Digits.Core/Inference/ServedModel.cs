using Digits.Core.Recognition;

namespace Digits.Core.Inference;

/// <summary>A model that answers: its manifest and the engine that runs it.</summary>
internal sealed record ServedModel(ModelManifest Manifest, InferenceEngine Engine)
{
    /// <summary>The model's name and version, as answers give them.</summary>
    public ModelIdentity Identity { get; } = new(Manifest.Name, Manifest.Version);
}

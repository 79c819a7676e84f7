namespace Digits.Core.Inference;

/// <summary>A model that answers: its manifest and the engine that runs it.</summary>
internal sealed record ServedModel(ModelManifest Manifest, InferenceEngine Engine);

namespace Digits.Core.Inference;

/// <summary>One tensor of the model; a dimension of -1 is free.</summary>
internal sealed record TensorManifest
{
    public required string Name { get; init; }

    public required IReadOnlyList<int> Shape { get; init; }
}

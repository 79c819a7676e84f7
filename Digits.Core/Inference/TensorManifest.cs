namespace Digits.Core.Inference;

/// <summary>One tensor of the model; a dimension of -1 is free.</summary>
internal sealed record TensorManifest
{
    public const string Float32 = "float32";

    public required string Name { get; init; }

    public required IReadOnlyList<int> Shape { get; init; }

    /// <summary>The type of its values; no other than <see cref="Float32"/> is known.</summary>
    public string ElementType { get; set; } = Float32;

    /// <summary>What an input's values lie between.</summary>
    public IReadOnlyList<double> Range { get; set; } = [0, 1];

    /// <summary>The value that full ink has in an input; paper has the other end of the range.</summary>
    public double Ink { get; set; } = 1;
}

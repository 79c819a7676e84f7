namespace Digits.Core.Inference;

/// <summary>What model.json says of the model beside it: how to feed it and how to read its logits.</summary>
/// <remarks>Properties with a default have a setter: generated JSON readers overwrite init-only ones that the file leaves out.</remarks>
internal sealed record ModelManifest
{
    /// <summary>How many digits there are. The first ten logits are theirs, whatever comes after.</summary>
    public const int Digits = 10;

    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>The model's file name, beside model.json.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of that file, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public required TensorManifest Input { get; init; }

    public required TensorManifest Output { get; init; }

    /// <summary>The digit that each of the first ten logits stands for.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>What logits are divided by before softmax, so that probabilities are calibrated (Guo et al., ICML 2017).</summary>
    public required double Temperature { get; init; }

    /// <summary>The probability under which the best digit is uncertain, 0..1.</summary>
    public double ConfidenceThreshold { get; set; } = 0.6;

    public required RejectManifest Reject { get; init; }

    /// <summary>How many digits side by side it reads: 1, or 2 that touch. For each of them it has ten logits. Default: 1.</summary>
    public int Places { get; set; } = 1;

    /// <summary>Whether the model is held at start to the ten digits of <see cref="DigitsSelfTest"/>. Default: it is.</summary>
    public bool SelfTest { get; set; } = true;
}

namespace Digits.Core.Inference;

/// <summary>How ink that is no digit is told: not at all ("none"), or by an energy, log(sum(exp(logits))), under a threshold ("energy").</summary>
internal sealed record RejectManifest
{
    public const string None = "none";
    public const string Energy = "energy";

    public string Rule { get; init; } = None;

    public double Threshold { get; init; }
}

namespace Digits.Core.Inference;

/// <summary>
/// How ink that is no digit is told: not at all ("none"); by the entropy of the ten probabilities, 0 for certainty to 1 for ten equal
/// ones, above a threshold ("entropy"); or by the share above a threshold that an eleventh logit has in the softmax over all ("class").
/// </summary>
internal sealed record RejectManifest
{
    public const string None = "none";
    public const string Entropy = "entropy";
    public const string Class = "class";

    public required string Rule { get; init; }

    public double Threshold { get; set; }
}

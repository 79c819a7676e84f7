using Digits.Core.Inference;
using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Recognition;

public sealed class JudgeTests
{
    // Softmax of these is 3/4 and 1/4.
    private static readonly float[] Logits = [MathF.Log(3), 0];

    [Theory]
    [InlineData(0.74, Verdict.Digit)]
    [InlineData(0.7499, Verdict.Digit)]
    [InlineData(0.7501, Verdict.Uncertain)]
    [InlineData(1, Verdict.Uncertain)]
    public void Decide_Confidence_IsHeldAgainstTheThreshold(double threshold, Verdict expected) =>
        Assert.Equal(expected, Judge.Decide(Logits, Manifests.Named("m") with { ConfidenceThreshold = threshold }).Verdict);

    [Fact]
    public void Decide_ConfidenceAtTheThreshold_IsADigit() => Assert.Equal(
        Verdict.Digit, Judge.Decide([0, 0], Manifests.Named("m") with { ConfidenceThreshold = 0.5 }).Verdict);

    // (3/4 ln 4/3 + 1/4 ln 4) / ln 2 = 0.8113.
    [Theory]
    [InlineData(0.812, Verdict.Digit)]
    [InlineData(0.811, Verdict.NotADigit)]
    public void Decide_Entropy_IsHeldAgainstTheThreshold(double threshold, Verdict expected) =>
        Assert.Equal(expected, Judge.Decide(Logits, WithEntropy(threshold)).Verdict);

    [Fact]
    public void Decide_HighEntropyAndLowConfidence_IsNotADigit() => Assert.Equal(
        Verdict.NotADigit, Judge.Decide(Logits, WithEntropy(0.5) with { ConfidenceThreshold = 1 }).Verdict);

    [Fact]
    public void Decide_RuleNone_IgnoresTheEntropy() => Assert.Equal(
        Verdict.Digit,
        Judge.Decide(Logits, Manifests.Named("m") with { Reject = new RejectManifest { Rule = RejectManifest.None, Threshold = 0 } }).Verdict);

    // At half the temperature the probabilities are 0.9 and 0.1, whose entropy is 0.469.
    [Fact]
    public void Decide_Temperature_ChangesTheProbabilitiesAndTheirEntropy()
    {
        (Verdict verdict, float[] probabilities) = Judge.Decide(Logits, WithEntropy(0.47) with { Temperature = 0.5 });
        Assert.Equal(Verdict.Digit, verdict);
        Assert.Equal(0.9f, probabilities[0], 1e-6f);
    }

    // Digits share 3/4 and 1/4 of what the eleventh leaves, which has 1/5 of all.
    [Theory]
    [InlineData(0.201, Verdict.Digit)]
    [InlineData(0.199, Verdict.NotADigit)]
    public void Decide_EleventhLogit_IsHeldAgainstTheThresholdAndLeavesTheProbabilitiesAlone(double threshold, Verdict expected)
    {
        float[] logits = [.. Enumerable.Repeat(-100f, 11)];
        (logits[3], logits[8], logits[10]) = (MathF.Log(3), 0, 0);
        ModelManifest manifest = Manifests.Named("m") with { Reject = new RejectManifest { Rule = RejectManifest.Class, Threshold = threshold } };
        (Verdict verdict, float[] probabilities) = Judge.Decide(logits, manifest);
        Assert.Equal(expected, verdict);
        Assert.Equal(10, probabilities.Length);
        Assert.Equal(0.75f, probabilities[3], 1e-6f);
        Assert.Equal(1, probabilities.Sum(), 1e-6f);
    }

    private static ModelManifest WithEntropy(double threshold) =>
        Manifests.Named("m") with { Reject = new RejectManifest { Rule = RejectManifest.Entropy, Threshold = threshold } };
}

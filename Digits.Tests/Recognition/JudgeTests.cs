using Digits.Core.Inference;
using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Recognition;

public sealed class JudgeTests
{
    // Softmax of these is 3/4 and 1/4, and their energy log(4).
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

    [Theory]
    [InlineData(1.385, Verdict.Digit)]
    [InlineData(1.387, Verdict.NotADigit)]
    public void Decide_Energy_IsHeldAgainstTheThreshold(double threshold, Verdict expected) =>
        Assert.Equal(expected, Judge.Decide(Logits, WithEnergy(threshold)).Verdict);

    [Fact]
    public void Decide_LowEnergyAndLowConfidence_IsNotADigit() => Assert.Equal(
        Verdict.NotADigit, Judge.Decide(Logits, WithEnergy(2) with { ConfidenceThreshold = 1 }).Verdict);

    [Fact]
    public void Decide_RuleNone_IgnoresTheEnergy() => Assert.Equal(
        Verdict.Digit,
        Judge.Decide(Logits, Manifests.Named("m") with { Reject = new RejectManifest { Threshold = 99 } }).Verdict);

    // Energy is of the logits as they are; temperature is of the probabilities alone.
    [Fact]
    public void Decide_Temperature_ChangesTheProbabilitiesAndNotTheEnergy()
    {
        (Verdict verdict, float[] probabilities) = Judge.Decide(Logits, WithEnergy(1.385) with { Temperature = 0.5 });
        Assert.Equal(Verdict.Digit, verdict);
        Assert.Equal(0.9f, probabilities[0], 1e-6f);
    }

    private static ModelManifest WithEnergy(double threshold) =>
        Manifests.Named("m") with { Reject = new RejectManifest { Rule = RejectManifest.Energy, Threshold = threshold } };
}

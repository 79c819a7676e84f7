using Digits.Core.Recognition;

namespace Digits.Tests.Recognition;

public sealed class SoftmaxTests
{
    private const float Tolerance = 1e-6f;

    [Theory]
    [InlineData(0f, 0f, 0f)]
    [InlineData(3.5f, -2f, 0.25f)]
    [InlineData(1e4f, -1e4f, 0f)]
    public void Probabilities_AnyLogits_SumToOne(float a, float b, float c) =>
        Assert.Equal(1, Softmax.Probabilities([a, b, c], 1.3).Sum(), Tolerance);

    // e^0, e^ln2 and e^ln5 over their sum, 8.
    [Fact]
    public void Probabilities_KnownLogits_AreTheirExponentials()
    {
        float[] probabilities = Softmax.Probabilities([0, MathF.Log(2), MathF.Log(5)], 1);
        Assert.All(probabilities.Zip([0.125f, 0.25f, 0.625f]), pair => Assert.Equal(pair.Second, pair.First, Tolerance));
    }

    [Fact]
    public void Probabilities_Temperature_DividesTheLogits() =>
        Assert.Equal(Softmax.Probabilities([1, 2, 3], 1), Softmax.Probabilities([2, 4, 6], 2));

    [Fact]
    public void Probabilities_EqualLogits_AreEqual() =>
        Assert.All(Softmax.Probabilities(new float[10], 1), probability => Assert.Equal(0.1f, probability));

    [Theory]
    [InlineData(1000f)]
    [InlineData(3e38f)]
    public void Probabilities_LargeLogits_DoNotOverflow(float logit) =>
        Assert.Equal([0.5f, 0.5f, 0f], Softmax.Probabilities([logit, logit, -logit], 1));

    [Fact]
    public void Probabilities_VeryNegativeLogits_DoNotUnderflow() =>
        Assert.Equal([0.5f, 0.5f], Softmax.Probabilities([-1e6f, -1e6f], 1));

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public void Entropy_EqualProbabilities_IsOne(int count) =>
        Assert.Equal(1, Softmax.Entropy([.. Enumerable.Repeat(1f / count, count)]), 1e-6);

    [Fact]
    public void Entropy_Certainty_IsZero() => Assert.Equal(0, Softmax.Entropy([0, 1, 0, 0]));

    // Two equal ones among four: log 2 over log 4.
    [Fact]
    public void Entropy_HalfOfThemEqual_IsAHalf() => Assert.Equal(0.5, Softmax.Entropy([0.5f, 0, 0.5f, 0]), 1e-12);

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    [InlineData(3)]
    public void Share_OfEachLogit_IsItsProbability(double temperature)
    {
        float[] logits = [-3, 0.5f, 40, 39, -200];
        float[] probabilities = Softmax.Probabilities(logits, temperature);
        Assert.All(probabilities.Index(), each => Assert.Equal(each.Item, Softmax.Share(logits, each.Index, temperature), 1e-6));
    }
}

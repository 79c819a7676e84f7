using Digits.Core.Preprocessing;
using Digits.Core.Recognition;
using Digits.Core.Segmentation;

namespace Digits.Tests.Segmentation;

public sealed class DoubleArcTests
{
    private const double Own = 1.3;
    private const double Other = 0.9;

    private static readonly PixelBox Left = new(0, 0, 10, 20);
    private static readonly PixelBox Right = new(10, 0, 20, 20);

    [Fact]
    public void Take_LogitsOfTwoDigits_GivesTheSharesOfTheirJointSoftmax()
    {
        float[] logits = [.. Enumerable.Range(0, 21).Select(i => (float)Math.Sin(3 * i) * 4)];
        var both = new DoubleArc(2, 5, 9, Left, Right);
        both.Take(logits, Own, Other);

        double all = Math.Exp(logits[20] / Own);
        for (int i = 0; i < 100; i++)
        {
            all += Math.Exp((logits[i / 10] + logits[10 + (i % 10)]) / Own);
        }

        float[] left = Softmax.Probabilities(both.Left.Logits!, Other);
        float[] right = Softmax.Probabilities(both.Right.Logits!, Other);
        Assert.Equal(Math.Exp(logits[20] / Own) / all, left[LatticeArc.NoDigit], 1e-5);
        Assert.Equal(Math.Exp((logits[3] + logits[17]) / Own) / all, left[3] * right[7], 1e-5);
    }

    [Fact]
    public void Nodes_OfBothDigits_MeetInTheMiddle()
    {
        var both = new DoubleArc(2, 5, 9, Left, Right);
        Assert.Equal((2, 9, 9, 5), (both.Left.FromNode, both.Left.ToNode, both.Right.FromNode, both.Right.ToNode));
        Assert.Equal(new PixelBox(0, 0, 20, 20), both.Box);
    }
}

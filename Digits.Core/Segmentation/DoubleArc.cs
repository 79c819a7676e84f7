using Digits.Core.Preprocessing;
using Digits.Core.Recognition;

namespace Digits.Core.Segmentation;

/// <summary>
/// Neighbouring pieces of a line's ink taken for two digits at once: where strokes of neighbours cross, no cut gives each its own ink back. It
/// is two arcs of the lattice with a node of its own between them.
/// </summary>
internal sealed class DoubleArc
{
    /// <summary>The logit by which the right digit is told to be one: that there are two was said of the left one.</summary>
    private const float Never = -100;

    /// <param name="from">The first piece.</param>
    /// <param name="to">One past the last.</param>
    /// <param name="middle">The node between the digits.</param>
    /// <param name="left">About where the left digit lies.</param>
    /// <param name="right">About where the right digit lies.</param>
    public DoubleArc(int from, int to, int middle, PixelBox left, PixelBox right)
    {
        Middle = middle;
        Box = left.Union(right);
        Left = new LatticeArc(from, to, left) { Double = this };
        Right = new LatticeArc(from, to, right) { Double = this };
    }

    public int Middle { get; }

    /// <summary>The box of both.</summary>
    public PixelBox Box { get; }

    public LatticeArc Left { get; }

    public LatticeArc Right { get; }

    /// <summary>Takes what the network of doubles says apart: for each digit as many logits as a network of single ones has.</summary>
    /// <param name="logits">Ten for the left digit, ten for the right one, one for what is not two.</param>
    /// <param name="own">The temperature that divides them.</param>
    /// <param name="temperature">The temperature that will divide those of each digit.</param>
    public void Take(ReadOnlySpan<float> logits, double own, double temperature)
    {
        const int Digits = LatticeArc.NoDigit;
        double scale = temperature / own;
        double sum = 0;
        float greatest = logits.Slice(Digits, Digits)[Softmax.IndexOfGreatest(logits.Slice(Digits, Digits))];
        float[] left = new float[LatticeArc.Labels];
        float[] right = new float[LatticeArc.Labels];
        for (int digit = 0; digit < Digits; digit++)
        {
            left[digit] = (float)(scale * logits[digit]);
            right[digit] = (float)(scale * logits[Digits + digit]);
            sum += Math.Exp((logits[Digits + digit] - greatest) / own);
        }

        // The products of both digits stand against the one logit of what is not two.
        left[Digits] = (float)((scale * (logits[2 * Digits] - greatest)) - (temperature * Math.Log(sum)));
        right[Digits] = Never;
        (Left.Logits, Right.Logits) = (left, right);
    }
}

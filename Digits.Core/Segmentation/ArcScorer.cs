using Digits.Core.Inference;
using Digits.Core.Recognition;

namespace Digits.Core.Segmentation;

/// <summary>
/// Scores the arcs of a lattice: what the network says of their ink, and what their size and place say, weighted so that the exponential of a
/// path's sum is proportional to the probability that it is the right one (a conditional random field: Lafferty, McCallum, Pereira, ICML 2001).
/// </summary>
internal static class ArcScorer
{
    /// <summary>How many features an arc has.</summary>
    public const int Features = 22;

    /// <summary>The weights of <see cref="Measure"/>'s features.</summary>
    private static readonly double[] Weights =
    [
        0.741, 0.311, -0.336, -6.617, -2.925, -1.784, -7.138, -5.619, -1.236, -3.092, 0.720, -3.517, -2.082, 0.185, -10.045, 2.882, -4.053, 0.789,
        3.700, 0.382, -2.956, -1.605,
    ];

    /// <summary>Scores every arc whose logits are known, and those of marks.</summary>
    public static void Score(SegmentLattice lattice, ModelManifest manifest)
    {
        Span<double> features = stackalloc double[Features];
        foreach (LatticeArc arc in lattice.Arcs)
        {
            TakeShares(arc, manifest);
            for (int label = 0; label < LatticeArc.Labels; label++)
            {
                Measure(lattice, arc, label, features);
                double score = 0;
                for (int i = 0; i < Features; i++)
                {
                    score += Weights[i] * features[i];
                }

                arc.Scores[label] = IsImpossible(arc, label) ? double.NegativeInfinity : score;
            }
        }
    }

    /// <summary>A mark is no digit, and each part of a double is one.</summary>
    private static bool IsImpossible(LatticeArc arc, int label) => label == LatticeArc.NoDigit ? arc.Double is not null : arc.IsMark;

    /// <summary>The network's opinion alone: a softmax over the digits and what is none.</summary>
    private static void TakeShares(LatticeArc arc, ModelManifest manifest)
    {
        if (arc.Logits is not { } logits)
        {
            arc.LogShares.AsSpan().Fill(double.NegativeInfinity);
            arc.LogShares[LatticeArc.NoDigit] = 0;
            return;
        }

        float[] shares = Softmax.Probabilities(logits, manifest.Temperature);
        for (int label = 0; label < LatticeArc.Labels; label++)
        {
            arc.LogShares[label] = Math.Log(Math.Max(label < shares.Length ? shares[label] : LeastShare, LeastShare));
        }
    }

    private const double LeastShare = 1e-6;

    /// <summary>Measures one label of an arc.</summary>
    /// <param name="lattice">The lattice; sizes are shares of its line's height.</param>
    /// <param name="arc">The arc.</param>
    /// <param name="label">A digit, or <see cref="LatticeArc.NoDigit"/>.</param>
    /// <param name="features">Receives <see cref="Features"/> values.</param>
    public static void Measure(SegmentLattice lattice, LatticeArc arc, int label, Span<double> features)
    {
        features.Clear();
        double height = lattice.Line.Height;
        double joints = 0;
        double gaps = 0;
        int right = lattice.Segments[arc.From].Box.Right;
        for (int at = arc.From + 1; at < arc.To; at++)
        {
            InkSegment next = lattice.Segments[at];
            if (!next.BeginsAtCut)
            {
                joints++;
                gaps += Math.Max(0, next.Box.Left - right) / height;
            }

            right = Math.Max(right, next.Box.Right);
        }

        InkSegment first = lattice.Segments[arc.From];
        bool endsAtCut = arc.To < lattice.Segments.Count && lattice.Segments[arc.To].BeginsAtCut;
        double high = arc.Box.Height / height;
        double wide = arc.Box.Width / height;
        double middle = lattice.Line.MiddleAt((arc.Box.Left + arc.Box.Right) / 2.0);
        features[2] = arc.Double is null ? joints : 0;
        features[3] = arc.Double is null ? gaps : 0;
        features[4] = first.BeginsAtCut ? 1 : 0;
        features[5] = first.Cut;
        if (label == LatticeArc.NoDigit)
        {
            features[10] = arc.IsMark ? 0 : arc.LogShares[label];
            features[11] = 1;
            features[12] = arc.IsMark ? 1 : 0;
            features[13] = arc.To - arc.From - 1;
            features[14] = Math.Max(0, wide - 0.8);
            return;
        }

        features[1] = 1;
        if (arc.Double is { } both)
        {
            features[18] = arc.LogShares[label];
            features[19] = arc.IsLeftOfDouble ? 1 : 0;
            features[20] = Math.Max(0, 0.8 - (both.Box.Width / height)) * features[19];
            features[21] = Math.Max(0, (both.Box.Width / height) - 1.9) * features[19];
            features[4] *= features[19];
            features[5] *= features[19];
            return;
        }

        features[0] = arc.LogShares[label];
        features[6] = Math.Max(0, 0.75 - high);
        features[7] = Math.Max(0, wide - 1);
        features[8] = wide < 0.22 && (first.BeginsAtCut || endsAtCut) ? 1 : 0;
        features[15] = Math.Max(0, wide - 0.75) * (first.BeginsAtCut || endsAtCut ? 1 : 0);
        features[16] = Math.Max(0, wide - 0.8);
        features[17] = first.BeginsAtCut && endsAtCut ? 1 : 0;
        features[9] = Math.Max(0, (Math.Abs(((arc.Box.Top + arc.Box.Bottom) / 2.0) - middle) / height) - 0.15);
    }
}

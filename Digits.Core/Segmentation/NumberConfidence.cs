namespace Digits.Core.Segmentation;

/// <summary>
/// The probability that a whole line is read right: a logistic regression on what its lattice says, fitted on numbers that
/// <c>training/numbers.py</c> composes of the validation writers' digits.
/// </summary>
internal static class NumberConfidence
{
    private const double OfShare = 0.854;
    private const double OfLeast = 0.485;
    private const double OfCuts = 1.234;
    private const double OfLength = 0.362;
    private const double Constant = -0.191;

    /// <summary>The closest to 0 and 1 that a share is taken for.</summary>
    private const double Least = 1e-6;

    /// <summary>Of the best path of a lattice.</summary>
    /// <param name="reading">The path; none of its labels is <see cref="LatticeArc.NoDigit"/>.</param>
    /// <param name="segments">The pieces of the line.</param>
    public static double Of(LatticeReading reading, IReadOnlyList<InkSegment> segments)
    {
        double share = Math.Clamp(reading.Share, Least, 1 - Least);
        double least = 0;
        int cuts = 0;
        for (int i = 0; i < reading.Arcs.Count; i++)
        {
            least = Math.Min(least, reading.Arcs[i].LogShares[reading.Labels[i]]);
            cuts += segments[reading.Arcs[i].From].BeginsAtCut && reading.Arcs[i] is { Double: null } or { IsLeftOfDouble: true } ? 1 : 0;
        }

        double score = Constant + (OfShare * Math.Log(share / (1 - share))) + (OfLeast * least) + (OfCuts * cuts)
            + (OfLength * Math.Log(Math.Max(reading.Arcs.Count, 1)));
        return 1 / (1 + Math.Exp(-score));
    }
}

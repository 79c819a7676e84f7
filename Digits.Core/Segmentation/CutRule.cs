namespace Digits.Core.Segmentation;

/// <summary>Which parts of a line are cut: those too wide for one digit, and those that the network does not take for one.</summary>
internal static class CutRule
{
    /// <summary>What is wider than this share of the line's height is cut in any case.</summary>
    private const double Wide = 1.15;

    /// <summary>What is at least so wide is cut unless the network is as sure.</summary>
    private static readonly (double Width, double Share)[] Doubtful = [(0.75, 0.985), (0.5, 0.95), (0.25, 0.8)];

    /// <summary>Chooses the parts of a lattice whose arcs are scored; null where there is none to cut.</summary>
    public static bool[]? Choose(SegmentLattice lattice)
    {
        bool[] isCut = new bool[lattice.Segments.Count];
        foreach (LatticeArc arc in lattice.Arcs)
        {
            isCut[arc.From] |= arc.To == arc.From + 1 && !arc.IsMark && IsDoubtful(arc, arc.Box.Width / lattice.Line.Height);
        }

        return Array.IndexOf(isCut, true) < 0 ? null : isCut;
    }

    private static bool IsDoubtful(LatticeArc arc, double width)
    {
        double share = 0;
        for (int digit = 0; digit < LatticeArc.NoDigit; digit++)
        {
            share = Math.Max(share, Math.Exp(arc.LogShares[digit]));
        }

        return width > Wide || Array.Exists(Doubtful, rule => width >= rule.Width && share < rule.Share);
    }
}

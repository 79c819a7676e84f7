namespace Digits.Core.Segmentation;

/// <summary>
/// Finds the best path through a lattice (Viterbi), and by sums over all paths, forwards and backwards, what share of them reads the same
/// (LeCun et al., "Gradient-based learning applied to document recognition", 1998, section VI). Paths are told apart by how many places they
/// have, so that a length can be asked for.
/// </summary>
/// <remarks>Works in logarithms. Used by one thread.</remarks>
internal sealed class LatticeDecoder
{
    private readonly SegmentLattice _lattice;
    private readonly int _nodes;
    private readonly int _counts;
    private readonly int _least;
    private readonly double[] _best;
    private readonly (LatticeArc? Arc, int Label)[] _from;
    private readonly double[] _forward;
    private readonly double[] _backward;

    private LatticeDecoder(SegmentLattice lattice, int least, int greatest)
    {
        _lattice = lattice;
        _nodes = lattice.Segments.Count;
        _counts = Math.Min(greatest, MostPlaces(lattice)) + 1;
        _least = least;
        int cells = lattice.Nodes * _counts;
        (_best, _forward, _backward) = (new double[cells], new double[cells], new double[cells]);
        _from = new (LatticeArc?, int)[cells];
        _best.AsSpan().Fill(double.NegativeInfinity);
        _forward.AsSpan().Fill(double.NegativeInfinity);
        _backward.AsSpan().Fill(double.NegativeInfinity);
    }

    /// <summary>Decodes a lattice whose arcs have scores; null where no path has as many places.</summary>
    public static LatticeReading? Decode(SegmentLattice lattice, int least, int greatest)
    {
        if (least > MostPlaces(lattice))
        {
            return null;
        }

        var decoder = new LatticeDecoder(lattice, least, greatest);
        decoder.GoForwards();
        decoder.GoBackwards();
        return decoder.Read();
    }

    private void GoForwards()
    {
        _best[0] = 0;
        _forward[0] = 0;
        foreach (LatticeArc arc in _lattice.Arcs)
        {
            int label = BestLabel(arc);
            double all = LogSum(arc.Scores);
            int step = arc.IsSkipped ? 0 : 1;
            for (int count = 0; count + step < _counts; count++)
            {
                int at = Cell(arc.FromNode, count);
                int next = Cell(arc.ToNode, count + step);
                _forward[next] = LogSum(_forward[next], _forward[at] + all);
                if (_best[at] + arc.Scores[label] > _best[next])
                {
                    _best[next] = _best[at] + arc.Scores[label];
                    _from[next] = (arc, label);
                }
            }
        }
    }

    private void GoBackwards()
    {
        for (int count = _least; count < _counts; count++)
        {
            _backward[Cell(_nodes, count)] = 0;
        }

        for (int i = _lattice.Arcs.Count - 1; i >= 0; i--)
        {
            LatticeArc arc = _lattice.Arcs[i];
            double all = LogSum(arc.Scores);
            int step = arc.IsSkipped ? 0 : 1;
            for (int count = 0; count + step < _counts; count++)
            {
                int at = Cell(arc.FromNode, count);
                _backward[at] = LogSum(_backward[at], _backward[Cell(arc.ToNode, count + step)] + all);
            }
        }
    }

    private LatticeReading? Read()
    {
        int length = -1;
        double total = double.NegativeInfinity;
        for (int count = _least; count < _counts; count++)
        {
            int cell = Cell(_nodes, count);
            total = LogSum(total, _forward[cell]);
            length = _best[cell] > (length < 0 ? double.NegativeInfinity : _best[Cell(_nodes, length)]) ? count : length;
        }

        if (length < 0)
        {
            return null;
        }

        var arcs = new List<LatticeArc>();
        var labels = new List<int>();
        (int node, int place) = (_nodes, length);
        while (node > 0)
        {
            (LatticeArc? arc, int label) = _from[Cell(node, place)];
            node = arc!.FromNode;
            if (!arc.IsSkipped)
            {
                arcs.Add(arc);
                labels.Add(label);
                place--;
            }
        }

        arcs.Reverse();
        labels.Reverse();
        double[] places = [.. arcs.Select((arc, i) => ShareOfPlace(arc, labels[i], total))];
        return new LatticeReading(
            arcs, labels, places, Math.Exp(SumOf(labels) - total), Math.Exp(_forward[Cell(_nodes, length)] - total));
    }

    /// <summary>The logarithm of the sum over all paths with these labels.</summary>
    private double SumOf(List<int> labels)
    {
        double[] sums = new double[_lattice.Nodes * (labels.Count + 1)];
        sums.AsSpan().Fill(double.NegativeInfinity);
        sums[0] = 0;
        int wide = labels.Count + 1;
        foreach (LatticeArc arc in _lattice.Arcs)
        {
            int step = arc.IsSkipped ? 0 : 1;
            for (int count = 0; count + step <= labels.Count; count++)
            {
                double score = arc.IsSkipped ? LogSum(arc.Scores) : arc.Scores[labels[count]];
                ref double next = ref sums[(arc.ToNode * wide) + count + step];
                next = LogSum(next, sums[(arc.FromNode * wide) + count] + score);
            }
        }

        return sums[(_nodes * wide) + labels.Count];
    }

    private double ShareOfPlace(LatticeArc place, int label, double total)
    {
        double share = 0;
        double middle = (place.Box.Left + place.Box.Right) / 2.0;
        foreach (LatticeArc arc in _lattice.Arcs)
        {
            bool isSamePlace = arc == place
                || (arc.From < place.To && arc.To > place.From && arc.Box.Left <= middle && arc.Box.Right >= middle);
            for (int count = 0; isSamePlace && !arc.IsSkipped && count + 1 < _counts; count++)
            {
                share += Math.Exp(_forward[Cell(arc.FromNode, count)] + arc.Scores[label] + _backward[Cell(arc.ToNode, count + 1)] - total);
            }
        }

        return Math.Min(share, 1);
    }

    /// <summary>Each piece is one digit at most, or, where it is among doubles, two.</summary>
    private static int MostPlaces(SegmentLattice lattice) => lattice.Segments.Count + Math.Min(lattice.Segments.Count, lattice.Doubles.Count);

    private int Cell(int node, int count) => (node * _counts) + count;

    private static int BestLabel(LatticeArc arc)
    {
        int best = LatticeArc.NoDigit;
        for (int label = 0; label < LatticeArc.Labels; label++)
        {
            best = arc.Scores[label] > arc.Scores[best] ? label : best;
        }

        return best;
    }

    private static double LogSum(double[] values)
    {
        double sum = double.NegativeInfinity;
        foreach (double value in values)
        {
            sum = LogSum(sum, value);
        }

        return sum;
    }

    private static double LogSum(double a, double b)
    {
        double greatest = Math.Max(a, b);
        return double.IsNegativeInfinity(greatest) ? greatest : greatest + Math.Log(Math.Exp(a - greatest) + Math.Exp(b - greatest));
    }
}

using Digits.Core.Imaging;
using Digits.Core.Preprocessing;

namespace Digits.Core.Segmentation;

/// <summary>
/// All ways to take the pieces of a line for digits: arcs over one to five neighbouring pieces, of which a path from the line's beginning to
/// its end is one reading. What is hardly a digit by its size is left out, so that the network is asked about little more than there are
/// digits (Casey, Lecolinet, "A survey of methods and strategies in character segmentation", 1996, section 3; LeCun et al., "Gradient-based
/// learning applied to document recognition", 1998, section V).
/// </summary>
/// <remarks>Sizes are shares of the line's height. Used by one request.</remarks>
internal sealed class SegmentLattice
{
    private const int MostParts = 4;
    private const int MostPieces = 9;

    private const double MostWidth = 1.45;
    private const double MostHeight = 1.45;

    /// <summary>A piece as high as this may be a digit by itself, and is hardly a part of one that stands apart from it.</summary>
    private const double Tall = 0.7;

    private const double TallGap = 0.12;
    private const double TallWidth = 1.05;
    private const double PartGap = 0.3;
    private const double MarkGap = 0.12;

    /// <summary>A five's bar lies at least so far over the line's middle.</summary>
    private const double Bar = 0.2;

    /// <summary>What is taken for two digits is no narrower and no lower, and no wider, also by its own height: a scribble is.</summary>
    private const double LeastDouble = 0.4;
    private const double LeastDoubleHeight = 0.6;
    private const double MostDouble = 1.9;

    /// <summary>Doubles begin and end where no cut goes through more ink than this, in widths of the pen.</summary>
    private const double MostDoubleCut = 2.2;

    /// <summary>The most doubles of one line.</summary>
    private const int MostDoubles = 128;

    private SegmentLattice(DigitLine line, List<InkSegment> segments)
    {
        Line = line;
        Segments = segments;
    }

    /// <summary>The pieces, from left to right.</summary>
    public List<InkSegment> Segments { get; }

    /// <summary>The line's height and middle.</summary>
    public DigitLine Line { get; }

    /// <summary>The arcs, those that begin further left first.</summary>
    public List<LatticeArc> Arcs { get; } = [];

    /// <summary>What may be two digits at once; their arcs are among the others.</summary>
    public List<DoubleArc> Doubles { get; } = [];

    /// <summary>How many nodes there are: one before each piece, the line's end, and the middles of doubles.</summary>
    public int Nodes => Segments.Count + 1 + Doubles.Count;

    /// <summary>The arcs over whole parts of the ink.</summary>
    /// <param name="line">The line.</param>
    /// <param name="ignoreMarks">True where small marks take no place.</param>
    public static SegmentLattice Of(DigitLine line, bool ignoreMarks)
    {
        var lattice = new SegmentLattice(line, line.Segments);
        for (int from = 0; from < lattice.Segments.Count; from++)
        {
            lattice.AddArcs(from, ignoreMarks, [], lattice.Segments);
        }

        return lattice;
    }

    /// <summary>The same lattice with some parts cut, and arcs over what they were cut to; what is known of the others is kept.</summary>
    /// <param name="plane">The strengths of the line's ink.</param>
    /// <param name="isCut">For each part, whether it is to be cut.</param>
    /// <param name="ignoreMarks">True where small marks take no place.</param>
    /// <param name="withDoubles">True where there is a network that reads two digits at once.</param>
    public SegmentLattice Cut(GrayImage plane, bool[] isCut, bool ignoreMarks, bool withDoubles)
    {
        var pieces = new List<InkSegment>();
        int[] starts = new int[Segments.Count + 1];
        for (int part = 0; part < Segments.Count; part++)
        {
            starts[part] = pieces.Count;
            pieces.AddRange(isCut[part]
                ? SeamCutter.Cut(plane, Segments[part], Line.Height, Line.Pen).ConvertAll(piece => piece with { MayBeSeveral = true })
                : [Segments[part]]);
        }

        starts[^1] = pieces.Count;
        var cut = new SegmentLattice(Line, pieces);
        ILookup<int, LatticeArc> known = Arcs.Select(arc => arc.At(starts[arc.From], starts[arc.To])).ToLookup(arc => arc.From);
        for (int from = 0; from < pieces.Count; from++)
        {
            cut.AddArcs(from, ignoreMarks, [.. known[from]], pieces);
            if (withDoubles)
            {
                cut.AddDoubles(from, pieces);
            }
        }

        return cut;
    }

    /// <summary>Adds the arcs that begin at one piece: known ones, and those that are new.</summary>
    private void AddArcs(int from, bool ignoreMarks, List<LatticeArc> known, List<InkSegment> pieces)
    {
        Arcs.AddRange(known);
        PixelBox box = pieces[from].Box;
        int most = pieces[from].BeginsAtCut || (from + 1 < pieces.Count && pieces[from + 1].BeginsAtCut) ? MostPieces : MostParts;
        for (int to = from + 1; to <= pieces.Count && to - from <= most; to++)
        {
            box = box.Union(pieces[to - 1].Box);
            if (known.Exists(arc => arc.To == to))
            {
                continue;
            }

            bool isAlone = to == from + 1;
            bool isMark = isAlone && pieces[from].IsMark;
            if (isAlone || (box.Width <= MostWidth * Line.Height && box.Height <= MostHeight * Line.Height && AreOne(pieces, from, to, box)))
            {
                Arcs.Add(new LatticeArc(from, to, box) { IsMark = isMark, IsSkipped = isMark && ignoreMarks });
            }
        }
    }

    /// <summary>Adds what begins at one piece of a part that was cut and may be two digits.</summary>
    private void AddDoubles(int from, List<InkSegment> pieces)
    {
        if (!pieces[from].MayBeSeveral || pieces[from].Cut > MostDoubleCut)
        {
            return;
        }

        PixelBox box = pieces[from].Box;
        for (int to = from + 1; to <= pieces.Count && Doubles.Count < MostDoubles; to++)
        {
            box = box.Union(pieces[to - 1].Box);
            bool goesOn = to < pieces.Count && pieces[to].BeginsAtCut;
            bool endsWell = !goesOn || pieces[to].Cut <= MostDoubleCut;
            if (endsWell && MayBeDouble(box))
            {
                int middle = box.Left + (box.Width / 2);
                var both = new DoubleArc(from, to, Nodes, box with { Right = middle }, box with { Left = middle });
                Doubles.Add(both);
                Arcs.Add(both.Left);
                Arcs.Add(both.Right);
            }

            if (!goesOn || box.Width > MostDouble * Line.Height)
            {
                break;
            }
        }
    }

    private bool MayBeDouble(PixelBox box) =>
        box.Width >= LeastDouble * Line.Height
        && box.Width <= MostDouble * Math.Min(Line.Height, box.Height)
        && box.Height >= LeastDoubleHeight * Line.Height
        && box.Height <= MostHeight * Line.Height;

    /// <summary>True where nothing about several pieces' places speaks against their being one digit.</summary>
    private bool AreOne(List<InkSegment> pieces, int from, int to, PixelBox box)
    {
        double height = Line.Height;
        int right = pieces[from].Box.Right;
        for (int at = from + 1; at < to; at++)
        {
            InkSegment next = pieces[at];
            InkSegment before = pieces[at - 1];
            double gap = next.Box.Left - right;
            right = Math.Max(right, next.Box.Right);
            if (next.BeginsAtCut)
            {
                continue;
            }

            bool areTall = next.Box.Height >= Tall * height && before.Box.Height >= Tall * height;
            bool isMark = next.IsMark || before.IsMark;
            double most = isMark ? MarkGap : areTall ? TallGap : PartGap;
            if (gap > most * height || (areTall && box.Width > TallWidth * height) || (isMark && IsLow(next.IsMark ? next : before)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True for a mark where points, commas and dashes are: beside a digit, it is none of it.</summary>
    private bool IsLow(InkSegment mark) => mark.CentreY > Line.MiddleAt(mark.CentreX) - (Bar * Line.Height);
}

namespace Digits.Core.Preprocessing.Isolation;

/// <summary>
/// Chooses the parts of the ink that are the digit: the one with the most ink in the middle of the picture, and what stands near it. Left
/// out are the edges of shadows, what hugs the picture's border (the desk beside the paper, a neighbour that is cut off), frames around
/// something else, bars under or over the digit, and specks. Of two digits neither is left out, so that both are seen to be two.
/// </summary>
internal sealed class DigitParts
{
    /// <summary>Parts with less than this share of the digit's mass are specks.</summary>
    private const double SpeckShare = 0.03;

    /// <summary>Parts that stand apart count only with this share of the digit's mass.</summary>
    private const double ApartShare = 0.2;

    /// <summary>What stands nearer to the digit than this part (a quarter) of its longest side is not apart.</summary>
    private const int NearShare = 4;

    /// <summary>What a frame encloses has this part (a sixth) of its longest side at least.</summary>
    private const int FramesPerSide = 6;

    /// <summary>A digit has this part (a twentieth) of the picture's longest side at least, and so many pixels; grains have less.</summary>
    private const int DigitsPerSide = 20;

    private const int LeastDigitSide = 5;

    private const int StepsPerDigit = 4;

    /// <summary>What is left of lines that were erased has less than these shares of the digit's mass and of its depth.</summary>
    private const double RestShare = 0.1;

    private const double RestDepth = 0.75;

    private readonly List<InkRun> _runs;
    private readonly int[] _partOfRun;
    private readonly List<IsolatedPart> _parts;

    private DigitParts(List<InkRun> runs, int[] partOfRun, List<IsolatedPart> parts) => (_runs, _partOfRun, _parts) = (runs, partOfRun, parts);

    /// <summary>The box of all that was chosen.</summary>
    public PixelBox Box { get; private set; }

    /// <summary>The box of each part that was chosen.</summary>
    public List<PixelBox> Kept { get; } = [];

    /// <summary>The runs of what was chosen.</summary>
    public List<InkRun> Runs { get; } = [];

    /// <summary>The share of the digit's outline, 0 to 1, beyond which it is brighter.</summary>
    public double ClosedShare { get; private set; }

    /// <summary>True where nothing looks like strokes, and the largest of the rest was chosen.</summary>
    public bool AreSteps { get; private set; }

    /// <summary>True where a frame was left out.</summary>
    public bool HadFrame { get; private set; }

    /// <summary>Chooses among the ink that is at least <paramref name="threshold"/> deep; null where none of it is a digit's.</summary>
    /// <param name="strokes">The picture and its strokes.</param>
    /// <param name="threshold">The least depth of ink.</param>
    /// <param name="isRuled">True where lines of the paper were erased: corners of squares may be left of them.</param>
    public static DigitParts? Choose(StrokeDepth strokes, int threshold, bool isRuled)
    {
        InkComponents components = InkComponents.Find(strokes.Plane, threshold);
        int[] partOfRun = new int[components.Runs.Count];
        var parts = new DigitParts(components.Runs, partOfRun, PartMeasures.Of(strokes, components, threshold, partOfRun));
        int main = parts.FindMain(strokes.Plane.Width, strokes.Plane.Height);
        if (main < 0)
        {
            return null;
        }

        parts.ClosedShare = parts._parts[main].Sides.Share;
        parts.Keep(main, isRuled);
        return parts;
    }

    private void Keep(int main, bool isRuled)
    {
        IsolatedPart digit = _parts[main];
        bool[] isKept = new bool[_parts.Count];
        Keep(main, isKept);

        // Bars come last: what hangs over the digit's largest part may be joined to it by a smaller one.
        foreach (bool areBars in (ReadOnlySpan<bool>)[false, true])
        {
            for (int at = 0; at < isKept.Length; at++)
            {
                if (!isKept[at]
                    && InkShape.IsBarBeside(_parts[at].Box, digit.Box) == areBars
                    && !(areBars && InkShape.IsBarBeside(_parts[at].Box, Box))
                    && !(isRuled && _parts[at].Mass < RestShare * digit.Mass && _parts[at].Depth < RestDepth * digit.Depth)
                    && Belongs(at, digit))
                {
                    Keep(at, isKept);
                }
            }
        }

        for (int i = 0; i < _partOfRun.Length; i++)
        {
            if (isKept[_partOfRun[i]])
            {
                Runs.Add(_runs[i]);
            }
        }
    }

    private void Keep(int at, bool[] isKept)
    {
        isKept[at] = true;
        Kept.Add(_parts[at].Box);
        Box = Kept.Count > 1 ? Box.Union(_parts[at].Box) : _parts[at].Box;
    }

    /// <summary>The digit, or the greatest part of it; -1 where there is none.</summary>
    private int FindMain(int width, int height)
    {
        int least = Math.Max(LeastDigitSide, Math.Max(width, height) / DigitsPerSide);
        int main = FindHeaviest(part => part.Sides.AreBlurredStrokes && !part.HugsBorder && part.Box.LongestSide >= least);
        if (main < 0)
        {
            // A digit that was cut out along its ink lies along the borders as well; it takes two thirds of either side.
            main = FindHeaviest(part =>
                part.Sides.AreBlurredStrokes && !part.IsHollow && 3 * part.Box.Width >= 2 * width && 3 * part.Box.Height >= 2 * height);
        }

        if (main < 0)
        {
            // What a person sees is not said to be blank, though nothing is answered from it.
            AreSteps = true;
            return FindHeaviest(part => !part.HugsBorder && part.Box.LongestSide >= StepsPerDigit * least);
        }

        while (true)
        {
            IsolatedPart frame = _parts[main];
            int inner = FindHeaviest(part =>
                part.Sides.AreBlurredStrokes && frame.Encloses(part.Box) && FramesPerSide * part.Box.LongestSide >= frame.Box.LongestSide);
            if (inner < 0 || !IsFrame(main))
            {
                return main;
            }

            HadFrame = true;
            main = inner;
        }
    }

    private int FindHeaviest(Func<IsolatedPart, bool> counts)
    {
        int best = -1;
        for (int at = 0; at < _parts.Count; at++)
        {
            IsolatedPart part = _parts[at];
            if (counts(part) && (best < 0 || part.Weight > _parts[best].Weight))
            {
                best = at;
            }
        }

        return best;
    }

    private bool IsFrame(int at) => TurnedFrame.Is([.. _runs.Where((_, run) => _partOfRun[run] == at)], _parts[at].IsHollow);

    private bool Belongs(int at, IsolatedPart digit)
    {
        IsolatedPart part = _parts[at];
        if (!part.Sides.AreBlurredStrokes || part.HugsBorder || part.Mass < SpeckShare * digit.Mass)
        {
            return false;
        }

        if (part.Box.Union(digit.Box) == part.Box && IsFrame(at))
        {
            HadFrame = true;
            return false;
        }

        int gapX = Math.Max(part.Box.Left - digit.Box.Right, digit.Box.Left - part.Box.Right);
        int gapY = Math.Max(part.Box.Top - digit.Box.Bottom, digit.Box.Top - part.Box.Bottom);
        return NearShare * Math.Max(gapX, gapY) <= digit.Box.LongestSide || part.Mass >= ApartShare * digit.Mass;
    }
}

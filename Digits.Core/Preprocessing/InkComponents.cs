using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing;

/// <summary>
/// The 8-connected parts of the ink, found run by run with union-find (He, Chao, Suzuki, "A run-based two-scan labeling algorithm", 2008).
/// </summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class InkComponents
{
    /// <summary>A pen's digit crosses each row of the survey once or twice.</summary>
    private const int ExpectedRuns = 192;

    private readonly List<InkRun> _runs = new(ExpectedRuns);
    private readonly List<int> _parents = new(ExpectedRuns);
    private readonly List<InkPart> _parts = new(ExpectedRuns);

    private InkComponents()
    {
    }

    /// <summary>The runs of all parts, row by row.</summary>
    public List<InkRun> Runs => _runs;

    /// <summary>True where there was more ink than was to be looked at.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Finds the parts of all pixels at least <paramref name="threshold"/> (0..255) deep.</summary>
    /// <param name="depth">How deep each pixel is.</param>
    /// <param name="threshold">The least depth of ink.</param>
    /// <param name="mostRuns">How many runs are enough: no row is begun after them.</param>
    public static InkComponents Find(GrayImage depth, double threshold, int mostRuns = int.MaxValue)
    {
        var components = new InkComponents();
        byte level = (byte)Math.Clamp(Math.Ceiling(threshold), 0, byte.MaxValue);
        int previousStart = 0;
        for (int y = 0; y < depth.Height; y++)
        {
            if (components._runs.Count > mostRuns)
            {
                components.HasMore = true;
                break;
            }

            int start = components._runs.Count;
            components.AddRow(depth.Row(y), y, level);
            components.JoinRows(previousStart, start);
            previousStart = start;
        }

        return components;
    }

    /// <summary>True where a run is the first of its part, which it then stands for.</summary>
    public bool IsRoot(int run) => _parents[run] == run;

    /// <summary>The whole part that a run stands for.</summary>
    /// <param name="root">A run that is the first of its part.</param>
    public InkPart Part(int root) => _parts[root];

    /// <summary>The first run of the part to which a run belongs.</summary>
    public int Root(int run)
    {
        while (_parents[run] != run)
        {
            run = _parents[run] = _parents[_parents[run]];
        }

        return run;
    }

    private void AddRow(ReadOnlySpan<byte> row, int y, byte level)
    {
        int next;
        for (int x = 0; (next = row[x..].IndexOfAnyInRange(level, byte.MaxValue)) >= 0;)
        {
            int left = x + next;
            int length = row[left..].IndexOfAnyExceptInRange(level, byte.MaxValue);
            x = length < 0 ? row.Length : left + length;
            long mass = 0;
            foreach (byte value in row[left..x])
            {
                mass += value;
            }

            _parents.Add(_runs.Count);
            _runs.Add(new InkRun(y, left, x));
            _parts.Add(new InkPart(new PixelBox(left, y, x, y + 1), mass));
        }
    }

    private void JoinRows(int previousStart, int start)
    {
        int above = previousStart;
        for (int run = start; run < _runs.Count; run++)
        {
            while (above < start && _runs[above].Right < _runs[run].Left)
            {
                above++;
            }

            // Diagonal neighbours touch, so a run above counts up to one pixel past either end.
            for (int other = above; other < start && _runs[other].Left <= _runs[run].Right; other++)
            {
                Join(Root(other), Root(run));
            }
        }
    }

    private void Join(int a, int b)
    {
        if (a != b)
        {
            _parents[Math.Max(a, b)] = Math.Min(a, b);
            _parts[Math.Min(a, b)] = _parts[a].Union(_parts[b]);
        }
    }
}

using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing;

/// <summary>
/// The 8-connected parts of the ink, found run by run with union-find (He, Chao, Suzuki, "A run-based two-scan labeling algorithm",
/// 2008), and which of them belong to the digit.
/// </summary>
internal sealed class InkParts
{
    /// <summary>Parts with less than this share of the heaviest part's mass are dust.</summary>
    private const double DustShare = 0.02;

    /// <summary>A pen's digit crosses each row of the survey once or twice.</summary>
    private const int ExpectedRuns = 192;

    private readonly List<InkRun> _runs = new(ExpectedRuns);
    private readonly List<int> _parents = new(ExpectedRuns);
    private readonly List<InkPart> _parts = new(ExpectedRuns);

    private InkParts()
    {
    }

    /// <summary>The box that holds every part which was kept, in pixels of the survey.</summary>
    public PixelBox Box { get; private set; }

    /// <summary>The runs of the parts that were dropped.</summary>
    public List<InkRun> Dropped { get; } = [];

    /// <summary>Finds the parts of all pixels at least <paramref name="threshold"/> (0..255) deep; null where there are none.</summary>
    public static InkParts? Find(GrayImage depth, double threshold)
    {
        var parts = new InkParts();
        byte level = (byte)Math.Clamp(Math.Ceiling(threshold), 0, byte.MaxValue);
        int previousStart = 0;
        for (int y = 0; y < depth.Height; y++)
        {
            int start = parts._runs.Count;
            parts.AddRow(depth.Row(y), y, level);
            parts.JoinRows(previousStart, start);
            previousStart = start;
        }

        if (parts._runs.Count == 0)
        {
            return null;
        }

        parts.Choose(depth.Width, depth.Height);
        return parts;
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

    private int Root(int run)
    {
        while (_parents[run] != run)
        {
            run = _parents[run] = _parents[_parents[run]];
        }

        return run;
    }

    private void Join(int a, int b)
    {
        if (a != b)
        {
            _parents[Math.Max(a, b)] = Math.Min(a, b);
            _parts[Math.Min(a, b)] = _parts[a].Union(_parts[b]);
        }
    }

    /// <summary>Drops lines and frames that cross the whole picture where something else is written, then dust.</summary>
    private void Choose(int width, int height)
    {
        bool Crosses(PixelBox box) => (box.Left == 0 && box.Right == width) || (box.Top == 0 && box.Bottom == height);
        long crossing = 0;
        long inside = 0;
        for (int i = 0; i < _runs.Count; i++)
        {
            if (_parents[i] == i)
            {
                ref long heaviest = ref Crosses(_parts[i].Box) ? ref crossing : ref inside;
                heaviest = Math.Max(heaviest, _parts[i].Mass);
            }
        }

        bool dropCrossing = crossing > 0 && inside > 0 && 5 * inside >= crossing;
        double least = DustShare * (dropCrossing ? inside : Math.Max(inside, crossing));
        bool any = false;
        for (int i = 0; i < _runs.Count; i++)
        {
            InkPart part = _parts[Root(i)];
            if (part.Mass < least || (dropCrossing && Crosses(part.Box)))
            {
                Dropped.Add(_runs[i]);
                continue;
            }

            Box = any ? Box.Union(part.Box) : part.Box;
            any = true;
        }
    }
}

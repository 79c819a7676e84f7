using Digits.Core.Imaging;
using Digits.Core.Preprocessing;

namespace Digits.Core.Segmentation;

/// <summary>What the cheapest paths from the top of a part of ink to its bottom cost, by the column in which they pass its middle row.</summary>
/// <remarks>Used by one thread.</remarks>
internal sealed class SeamCosts
{
    private readonly int _width;
    private readonly int _height;
    private readonly float _aside;
    private readonly float[] _fromTop;
    private readonly float[] _fromBottom;

    private SeamCosts(int width, int height, float aside)
    {
        (_width, _height, _aside) = (width, height, aside);
        _fromTop = new float[width * height];
        _fromBottom = new float[width * height];
        Through = new float[width];
    }

    /// <summary>The cost of the cheapest path through each column of the middle row.</summary>
    public float[] Through { get; }

    /// <summary>Finds the costs.</summary>
    /// <param name="plane">The strengths of the line's ink.</param>
    /// <param name="part">The part; ink of others costs nothing.</param>
    /// <param name="pen">The width in pixels whose full ink costs 1.</param>
    /// <param name="aside">What a step to the side costs.</param>
    public static SeamCosts Of(GrayImage plane, InkSegment part, double pen, float aside)
    {
        PixelBox box = part.Box;
        var costs = new SeamCosts(box.Width, box.Height, aside);
        float[] ink = new float[box.Width * box.Height];
        float unit = (float)(1 / (byte.MaxValue * pen));
        foreach (InkRun run in part.Runs)
        {
            Span<float> row = ink.AsSpan((run.Row - box.Top) * box.Width, box.Width);
            for (int x = run.Left; x < run.Right; x++)
            {
                row[x - box.Left] = unit * plane.Row(run.Row)[x];
            }
        }

        costs.Add(ink, costs._fromTop, 0, 1);
        costs.Add(ink, costs._fromBottom, box.Height - 1, -1);
        int middle = box.Height / 2 * box.Width;
        for (int x = 0; x < box.Width; x++)
        {
            costs.Through[x] = costs._fromTop[middle + x] + costs._fromBottom[middle + x] - ink[middle + x];
        }

        return costs;
    }

    /// <summary>The column in each row of the cheapest path through one column of the middle row.</summary>
    public int[] PathThrough(int column)
    {
        int[] path = new int[_height];
        int middle = _height / 2;
        path[middle] = column;
        for (int y = middle - 1; y >= 0; y--)
        {
            path[y] = Cheapest(_fromTop.AsSpan(y * _width, _width), path[y + 1]);
        }

        for (int y = middle + 1; y < _height; y++)
        {
            path[y] = Cheapest(_fromBottom.AsSpan(y * _width, _width), path[y - 1]);
        }

        return path;
    }

    private void Add(ReadOnlySpan<float> ink, Span<float> sums, int first, int step)
    {
        ink.Slice(first * _width, _width).CopyTo(sums[(first * _width)..]);
        for (int y = first + step; y >= 0 && y < _height; y += step)
        {
            ReadOnlySpan<float> before = sums.Slice((y - step) * _width, _width);
            Span<float> row = sums.Slice(y * _width, _width);
            for (int x = 0; x < row.Length; x++)
            {
                row[x] = ink[(y * _width) + x] + Cost(before, x, Cheapest(before, x));
            }
        }
    }

    /// <summary>Which of three columns is the cheapest to come from; of equal ones the same.</summary>
    private int Cheapest(ReadOnlySpan<float> row, int x)
    {
        int best = x;
        if (x > 0 && Cost(row, x, x - 1) < Cost(row, x, best))
        {
            best = x - 1;
        }

        return x + 1 < row.Length && Cost(row, x, x + 1) < Cost(row, x, best) ? x + 1 : best;
    }

    private float Cost(ReadOnlySpan<float> row, int x, int from) => row[from] + (from == x ? 0 : _aside);
}

using Digits.Core.Imaging;
using Digits.Core.Preprocessing;

namespace Digits.Core.Segmentation;

/// <summary>
/// Cuts a part of a line's ink where digits may touch: along the paths from its top to its bottom that cross the least ink, found by dynamic
/// programming from both ends (Wang, Jean, "Segmentation of merged characters by neural networks and shortest path", 1994). A path may lean
/// by 45 degrees, so that slanted neighbours are told apart. It cuts at more places than there are digits; a lattice chooses.
/// </summary>
/// <remarks>Costs are counted in widths of the pen. Thread-safe and without state.</remarks>
internal static class SeamCutter
{
    /// <summary>The most cuts through one part; and one more for each of its heights that it is wide.</summary>
    private const int MostCuts = 8;

    /// <summary>A cut through more ink than this goes along a stroke.</summary>
    private const double MostInk = 4.5;

    /// <summary>What a step to the side costs: a path that leans all the way costs less than a fifth of a stroke.</summary>
    private const float Aside = 0.002f;

    /// <summary>Cuts are this share of the line's height apart.</summary>
    private const double Apart = 0.07;

    /// <summary>No cut is nearer than this to a part's side, in widths of the pen.</summary>
    private const double FromSide = 0.8;

    /// <summary>Cuts that cost as little, in widths of the pen, are one; it goes through their middle.</summary>
    private const float Alike = 0.04f;

    /// <summary>Cuts a part.</summary>
    /// <returns>The pieces, from left to right; the part alone where there is no place for a cut.</returns>
    public static List<InkSegment> Cut(GrayImage plane, InkSegment part, double height, double pen)
    {
        SeamCosts costs = SeamCosts.Of(plane, part, pen, Aside);
        List<(int X, float Ink)> places = Choose(costs.Through, height, pen);
        if (places.Count == 0)
        {
            return [part];
        }

        places.Sort((a, b) => a.X.CompareTo(b.X));
        return Split(plane, part, places.ConvertAll(place => costs.PathThrough(place.X)), places);
    }

    /// <summary>The cheapest places, apart from each other.</summary>
    private static List<(int X, float Ink)> Choose(ReadOnlySpan<float> through, double height, double pen)
    {
        var places = new List<(int X, float Ink)>();
        int margin = (int)Math.Ceiling(FromSide * pen);
        int apart = Math.Max(2, (int)(Apart * height));
        bool[] isTaken = new bool[through.Length];
        int most = MostCuts + (int)(through.Length / height);
        while (places.Count < most)
        {
            int best = -1;
            for (int x = margin; x < through.Length - margin; x++)
            {
                best = !isTaken[x] && (best < 0 || through[x] < through[best]) ? x : best;
            }

            if (best < 0 || through[best] > MostInk)
            {
                break;
            }

            int last = best;
            while (last + 1 < through.Length - margin && !isTaken[last + 1] && through[last + 1] <= through[best] + Alike)
            {
                last++;
            }

            int middle = (best + last) / 2;
            places.Add((middle, through[middle]));
            isTaken.AsSpan(Math.Max(Math.Min(best, middle - apart), 0)..Math.Min(Math.Max(last, middle + apart) + 1, through.Length)).Fill(true);
        }

        return places;
    }

    private static List<InkSegment> Split(GrayImage plane, InkSegment part, List<int[]> paths, List<(int X, float Ink)> places)
    {
        var runs = new List<InkRun>[paths.Count + 1];
        for (int i = 0; i < runs.Length; i++)
        {
            runs[i] = [];
        }

        Span<int> cuts = stackalloc int[paths.Count];
        foreach (InkRun run in part.Runs)
        {
            for (int i = 0; i < cuts.Length; i++)
            {
                cuts[i] = paths[i][run.Row - part.Box.Top] + part.Box.Left;
            }

            cuts.Sort();
            int left = run.Left;
            for (int i = 0; i <= cuts.Length && left < run.Right; i++)
            {
                int right = i == cuts.Length ? run.Right : Math.Min(cuts[i], run.Right);
                if (right > left)
                {
                    runs[i].Add(new InkRun(run.Row, left, right));
                    left = right;
                }
            }
        }

        var pieces = new List<InkSegment>();
        double ink = 0;
        for (int i = 0; i < runs.Length; i++)
        {
            if (runs[i].Count > 0)
            {
                pieces.Add(Measure(plane, runs[i]) with { BeginsAtCut = pieces.Count > 0, Cut = pieces.Count > 0 ? ink : 0 });
            }

            ink = i < places.Count ? places[i].Ink : 0;
        }

        return pieces;
    }

    private static InkSegment Measure(GrayImage plane, List<InkRun> runs)
    {
        var box = new PixelBox(runs[0].Left, runs[0].Row, runs[0].Right, runs[0].Row + 1);
        long mass = 0;
        foreach (InkRun run in runs)
        {
            box = box.Union(new PixelBox(run.Left, run.Row, run.Right, run.Row + 1));
            foreach (byte strength in plane.Row(run.Row)[run.Left..run.Right])
            {
                mass += strength;
            }
        }

        return new InkSegment(runs, box, mass);
    }
}

using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing.Isolation;

/// <summary>Measures the parts of a plane of strokes.</summary>
internal static class PartMeasures
{
    /// <summary>A frame's sides are taken to be this part (a tenth) of its box wide.</summary>
    public const int FrameSide = 10;

    /// <summary>What lies this part (a fifth) of the picture's width and height from its border counts in full.</summary>
    private const int BorderShare = 5;

    /// <summary>A blurred stroke's sides take this part (1/24) of the picture's longest side to brighten, and so many pixels at least.</summary>
    private const int ReachesPerSide = 24;

    private const int LeastReach = 2;

    /// <summary>Measures each part.</summary>
    /// <param name="strokes">The picture and its strokes.</param>
    /// <param name="components">The parts of the ink.</param>
    /// <param name="threshold">The least depth of ink.</param>
    /// <param name="partOfRun">Receives for each run which of the parts it belongs to.</param>
    public static List<IsolatedPart> Of(StrokeDepth strokes, InkComponents components, int threshold, int[] partOfRun)
    {
        GrayImage depth = strokes.Plane;
        int reach = Math.Max(LeastReach, Math.Max(depth.Width, depth.Height) / ReachesPerSide);
        var parts = new List<IsolatedPart>();
        for (int i = 0; i < components.Runs.Count; i++)
        {
            int root = components.Root(i);
            InkRun run = components.Runs[i];
            if (root == i)
            {
                partOfRun[i] = parts.Count;
                InkPart whole = components.Part(i);
                parts.Add(new IsolatedPart(whole.Box, whole.Mass, 0, 0, whole.Box.TouchesBorder(depth), default));
            }

            int at = partOfRun[i] = partOfRun[root];
            IsolatedPart part = parts[at];
            double share = (double)MassOf(depth, run) / part.Mass;
            parts[at] = part with
            {
                Central = part.Central + (share * Centrality(run, depth)),
                Area = part.Area + run.Right - run.Left,
                AlongBox = part.AlongBox + (share * AlongSides(run, part.Box)),
                Sides = part.Sides.Add(strokes.Picture, depth, threshold, darkInk: true, run, reach),
            };
        }

        return parts;
    }

    private static long MassOf(GrayImage depth, InkRun run)
    {
        long mass = 0;
        foreach (byte value in depth.Row(run.Row)[run.Left..run.Right])
        {
            mass += value;
        }

        return mass;
    }

    /// <summary>0 at the picture's border, 1 in its middle.</summary>
    private static double Centrality(InkRun run, GrayImage depth)
    {
        double x = (run.Left + run.Right) / 2.0 / depth.Width;
        double y = (run.Row + 0.5) / depth.Height;
        return Math.Min(1, BorderShare * Math.Min(Math.Min(x, 1 - x), Math.Min(y, 1 - y)));
    }

    private static double AlongSides(InkRun run, PixelBox box)
    {
        int side = Math.Max(1, Math.Min(box.Width, box.Height) / FrameSide);
        if (run.Row < box.Top + side || run.Row >= box.Bottom - side)
        {
            return 1;
        }

        int inner = Math.Min(run.Right, box.Right - side) - Math.Max(run.Left, box.Left + side);
        return 1 - ((double)Math.Max(inner, 0) / (run.Right - run.Left));
    }
}

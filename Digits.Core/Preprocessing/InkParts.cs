using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing;

/// <summary>Which parts of the ink belong to the digit.</summary>
internal sealed class InkParts
{
    /// <summary>Parts with less than this share of the heaviest part's mass are dust.</summary>
    private const double DustShare = 0.02;

    private InkParts()
    {
    }

    /// <summary>The box that holds every part which was kept, in pixels of the survey.</summary>
    public PixelBox Box { get; private set; }

    /// <summary>The box of each part that was kept.</summary>
    public List<PixelBox> Kept { get; } = [];

    /// <summary>The runs of the parts that were kept.</summary>
    public List<InkRun> Runs { get; } = [];

    /// <summary>The runs of the parts that were dropped.</summary>
    public List<InkRun> Dropped { get; } = [];

    /// <summary>Finds the parts of all pixels at least <paramref name="threshold"/> (0..255) deep; null where there are none.</summary>
    public static InkParts? Find(GrayImage depth, double threshold)
    {
        InkComponents components = InkComponents.Find(depth, threshold);
        if (components.Runs.Count == 0)
        {
            return null;
        }

        var parts = new InkParts();
        parts.Choose(components, depth.Width, depth.Height);
        return parts;
    }

    /// <summary>Drops lines and frames that cross the whole picture where something else is written, then dust.</summary>
    private void Choose(InkComponents components, int width, int height)
    {
        bool Crosses(PixelBox box) => (box.Left == 0 && box.Right == width) || (box.Top == 0 && box.Bottom == height);
        long crossing = 0;
        long inside = 0;
        for (int i = 0; i < components.Runs.Count; i++)
        {
            if (components.IsRoot(i))
            {
                ref long heaviest = ref Crosses(components.Part(i).Box) ? ref crossing : ref inside;
                heaviest = Math.Max(heaviest, components.Part(i).Mass);
            }
        }

        bool dropCrossing = crossing > 0 && inside > 0 && 5 * inside >= crossing;
        double least = DustShare * (dropCrossing ? inside : Math.Max(inside, crossing));
        for (int i = 0; i < components.Runs.Count; i++)
        {
            InkPart part = components.Part(components.Root(i));
            if (part.Mass < least || (dropCrossing && Crosses(part.Box)))
            {
                Dropped.Add(components.Runs[i]);
                continue;
            }

            Runs.Add(components.Runs[i]);
            if (components.IsRoot(i))
            {
                Kept.Add(part.Box);
                Box = Kept.Count > 1 ? Box.Union(part.Box) : part.Box;
            }
        }
    }
}

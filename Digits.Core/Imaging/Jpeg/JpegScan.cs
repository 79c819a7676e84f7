using System.Diagnostics.CodeAnalysis;

namespace Digits.Core.Imaging.Jpeg;

/// <summary>What a scan header says (ITU-T T.81, B.2.3).</summary>
internal sealed class JpegScan
{
    private const int LastCoefficient = 63;

    private JpegScan(int[] components, int[] dcTables, int[] acTables, int first, int last, int high, int low)
    {
        Components = components;
        DcTables = dcTables;
        AcTables = acTables;
        (First, Last, High, Low) = (first, last, high, low);
    }

    /// <summary>The places in the frame of the components that it codes.</summary>
    public int[] Components { get; }

    /// <summary>For each of <see cref="Components"/> its table for DC, 0 to 3.</summary>
    public int[] DcTables { get; }

    /// <summary>For each of <see cref="Components"/> its table for AC, 0 to 3.</summary>
    public int[] AcTables { get; }

    /// <summary>The first coefficient that it codes, in zigzag order (Ss).</summary>
    public int First { get; }

    /// <summary>The last coefficient that it codes, in zigzag order (Se).</summary>
    public int Last { get; }

    /// <summary>The bit from which it refines, or 0 where it codes for the first time (Ah).</summary>
    public int High { get; }

    /// <summary>The lowest bit that it codes (Al).</summary>
    public int Low { get; }

    /// <summary>True where it adds one bit to what earlier scans have coded.</summary>
    public bool Refines => High != 0;

    /// <summary>True where the blocks of several components take turns.</summary>
    public bool IsInterleaved => Components.Length > 1;

    /// <summary>Reads a scan header.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="header">What follows the segment's length.</param>
    /// <param name="scan">The scan when this method returns true.</param>
    public static bool TryRead(JpegFrame frame, ReadOnlySpan<byte> header, [NotNullWhen(true)] out JpegScan? scan)
    {
        scan = null;
        int count = header.IsEmpty ? 0 : header[0];
        if (count < 1 || count > frame.Components.Length || header.Length != 4 + (2 * count))
        {
            return false;
        }

        (int[] components, int[] dc, int[] ac) = (new int[count], new int[count], new int[count]);
        for (int i = 0; i < count; i++)
        {
            int tables = header[2 + (2 * i)];
            (components[i], dc[i], ac[i]) = (frame.IndexOf(header[1 + (2 * i)]), tables >> 4, tables & 15);
            if (components[i] < 0 || Array.IndexOf(components, components[i]) < i || dc[i] > 3 || ac[i] > 3)
            {
                return false;
            }
        }

        ReadOnlySpan<byte> rest = header[(1 + (2 * count))..];
        scan = frame.IsProgressive
            ? new JpegScan(components, dc, ac, rest[0], rest[1], rest[2] >> 4, rest[2] & 15)
            : new JpegScan(components, dc, ac, 0, LastCoefficient, 0, 0);
        return !frame.IsProgressive || IsSound(scan);
    }

    /// <summary>How many blocks it visits.</summary>
    public long Blocks(JpegFrame frame)
    {
        if (!IsInterleaved)
        {
            JpegComponent only = frame.Components[Components[0]];
            return (long)only.BlocksWide * only.BlocksHigh;
        }

        long blocks = 0;
        foreach (int component in Components)
        {
            blocks += (long)frame.UnitsWide * frame.UnitsHigh * frame.Components[component].Horizontal * frame.Components[component].Vertical;
        }

        return blocks;
    }

    /// <summary>How many restart intervals of one unit would fit it.</summary>
    public long Units(JpegFrame frame) => IsInterleaved ? (long)frame.UnitsWide * frame.UnitsHigh : Blocks(frame);

    // DC and AC are never in one scan of a progressive frame, and AC scans have one component (T.81, G.1.1.1.1).
    private static bool IsSound(JpegScan scan) =>
        scan.Low <= 13 && scan.High <= 13
        && (scan.First == 0 ? scan.Last == 0 : scan.First <= scan.Last && scan.Last <= LastCoefficient && !scan.IsInterleaved);
}

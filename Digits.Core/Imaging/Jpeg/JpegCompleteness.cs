namespace Digits.Core.Imaging.Jpeg;

/// <summary>Tells a JPEG that lacks no more than its end-of-image marker, as some cameras and tools leave it, from one that broke off.</summary>
/// <remarks>
/// Every component's coefficients must have been coded to the last bit, and the last scan's data must hold all of its blocks; the scans
/// before it are ended by the marker that follows them. A decoder cannot be asked: libjpeg takes a progressive file that breaks off for whole.
/// Thread-safe.
/// </remarks>
internal static class JpegCompleteness
{
    private const int Coefficients = 64;

    /// <summary>Whether a file without an end-of-image marker holds the whole picture. One that is coded arithmetically counts as broken off.</summary>
    public static bool HoldsAllOf(ReadOnlySpan<byte> file, JpegLayout layout) =>
        !layout.Frame.IsArithmetic && CodesEveryBit(layout) && EndsWithWholeScan(file, layout);

    private static bool CodesEveryBit(JpegLayout layout)
    {
        // For each coefficient of each component the lowest bit that was coded.
        Span<byte> lowest = stackalloc byte[layout.Frame.Components.Length * Coefficients];
        lowest.Fill(byte.MaxValue);
        foreach (JpegScan scan in layout.Scans)
        {
            foreach (int component in scan.Components)
            {
                lowest.Slice((component * Coefficients) + scan.First, scan.Last - scan.First + 1).Fill((byte)scan.Low);
            }
        }

        return lowest.IndexOfAnyExcept((byte)0) < 0;
    }

    private static bool EndsWithWholeScan(ReadOnlySpan<byte> file, JpegLayout layout)
    {
        JpegScan last = layout.Scans[^1];

        // Only where a scan refines AC coefficients does its coding depend on earlier scans: those of the one component that it has.
        bool needsHistory = last.Refines && last.First > 0;
        using JpegScanReader reader = new(layout.Frame, keepsDc: false, tracked: needsHistory ? last.Components[0] : -1, CancellationToken.None);
        JpegTables tables = new();
        int scans = 0;
        foreach (JpegSegment segment in layout.Segments)
        {
            if (segment.Marker != JpegMarker.StartOfScan)
            {
                if (!tables.TryTake(segment.Marker, segment.Header(file)))
                {
                    return false;
                }

                continue;
            }

            JpegScan scan = layout.Scans[scans++];
            bool matters = scan == last || (needsHistory && scan.First > 0 && scan.Components[0] == last.Components[0]);
            if (matters && !reader.TryRead(scan, tables, segment.Data(file)))
            {
                return false;
            }
        }

        return true;
    }
}

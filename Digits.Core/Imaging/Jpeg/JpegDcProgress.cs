namespace Digits.Core.Imaging.Jpeg;

/// <summary>Follows how far a JPEG's scans have coded its DC coefficients, so that none is coded twice (ITU-T T.81, G.1.1.1.1).</summary>
internal sealed class JpegDcProgress(JpegLayout layout)
{
    private const int NotCoded = -1;

    // For each component the lowest bit that was coded.
    private readonly int[] _lowest = [.. Enumerable.Repeat(NotCoded, layout.Frame.Components.Length)];

    /// <summary>For each component the step by which its DC coefficients were divided.</summary>
    public int[] Steps { get; } = new int[layout.Frame.Components.Length];

    /// <summary>True once all coefficients are known: to the last bit where the file has no end marker and may have broken off.</summary>
    public bool IsSufficient => Array.TrueForAll(_lowest, lowest => layout.HasEnd ? lowest != NotCoded : lowest == 0);

    /// <summary>Takes a scan that codes DC.</summary>
    /// <returns>False when it does not go on where the scans before it have ended, or lacks a table.</returns>
    public bool TryTake(JpegScan scan, JpegTables tables)
    {
        foreach (int component in scan.Components)
        {
            bool goesOn = scan.Refines ? _lowest[component] == scan.High && scan.Low == scan.High - 1 : _lowest[component] == NotCoded;
            int step = tables.DcSteps[layout.Frame.Components[component].QuantizationTable];
            if (!goesOn || step == 0)
            {
                return false;
            }

            // The tables that are in force at a component's first scan are its tables.
            Steps[component] = scan.Refines ? Steps[component] : step;
            _lowest[component] = scan.Low;
        }

        return true;
    }
}

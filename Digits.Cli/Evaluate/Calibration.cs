namespace Digits.Cli.Evaluate;

/// <summary>Whether confidence is what it says: of those read with 0.9, nine in ten should be right (Guo et al., ICML 2017).</summary>
internal static class Calibration
{
    /// <summary>Equal ranges of confidence, as many as the models' cards use.</summary>
    public const int Bins = 15;

    /// <summary>The ranges that hold pictures, from the least confidence up.</summary>
    public static ReliabilityBin[] BinsOf(IReadOnlyCollection<Scored> scored)
    {
        int[] count = new int[Bins];
        int[] right = new int[Bins];
        double[] confidence = new double[Bins];
        foreach (Scored each in scored)
        {
            int bin = Math.Min((int)(each.Confidence * Bins), Bins - 1);
            count[bin]++;
            right[bin] += each.IsRight ? 1 : 0;
            confidence[bin] += each.Confidence;
        }

        return
        [
            .. Enumerable.Range(0, Bins).Where(bin => count[bin] > 0)
                .Select(bin => new ReliabilityBin((bin + 0.5) / Bins, count[bin], confidence[bin] / count[bin], (double)right[bin] / count[bin])),
        ];
    }

    /// <summary>The expected calibration error: the gap between confidence and being right, averaged over the pictures.</summary>
    public static double Error(IReadOnlyCollection<ReliabilityBin> bins)
    {
        double all = bins.Sum(bin => (double)bin.Count);
        return all == 0 ? 0 : bins.Sum(bin => Math.Abs(bin.Right - bin.Confidence) * bin.Count / all);
    }
}

namespace Digits.Cli.Evaluate;

/// <summary>
/// What would be wrong if only so many were answered, the surest first (El-Yaniv and Wiener, "On the Foundations of Noise-free Selective
/// Classification", JMLR 2010).
/// </summary>
internal static class RiskCoverage
{
    /// <summary>The share that is wrong of the surest one, two, three and so on; of equal confidence in the order they came.</summary>
    public static double[] Risks(IEnumerable<Scored> scored)
    {
        Scored[] surest = [.. scored.OrderByDescending(each => each.Confidence)];
        double[] risks = new double[surest.Length];
        int wrong = 0;
        for (int i = 0; i < surest.Length; i++)
        {
            wrong += surest[i].IsRight ? 0 : 1;
            risks[i] = (double)wrong / (i + 1);
        }

        return risks;
    }
}

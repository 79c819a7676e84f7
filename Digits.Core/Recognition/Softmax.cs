namespace Digits.Core.Recognition;

/// <summary>Logits to probabilities, and the entropy by which some models tell digits from other ink.</summary>
internal static class Softmax
{
    /// <summary>exp(z/T) normalised to sum 1, computed from the greatest logit down so that nothing overflows.</summary>
    /// <param name="logits">Finite values.</param>
    /// <param name="temperature">T, above 0.</param>
    public static float[] Probabilities(ReadOnlySpan<float> logits, double temperature)
    {
        float[] probabilities = new float[logits.Length];
        double greatest = logits[IndexOfGreatest(logits)];
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            sum += Math.Exp((logits[i] - greatest) / temperature);
        }

        for (int i = 0; i < logits.Length; i++)
        {
            probabilities[i] = (float)(Math.Exp((logits[i] - greatest) / temperature) / sum);
        }

        return probabilities;
    }

    /// <summary>The share of one logit in the softmax over all.</summary>
    /// <param name="logits">Finite values.</param>
    /// <param name="index">Which of them.</param>
    /// <param name="temperature">T, above 0.</param>
    public static double Share(ReadOnlySpan<float> logits, int index, double temperature)
    {
        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp((logit - logits[index]) / temperature);
        }

        return 1 / sum;
    }

    /// <summary>
    /// The entropy of probabilities over that of equal ones: 0 where one has it all, 1 where all are the same. A network that was trained
    /// to spread its answer over ink that is no digit shows such ink by it (Hendrycks, Mazeika, Dietterich, ICLR 2019).
    /// </summary>
    public static double Entropy(ReadOnlySpan<float> probabilities)
    {
        double sum = 0;
        foreach (float probability in probabilities)
        {
            sum -= probability > 0 ? probability * Math.Log(probability) : 0;
        }

        return sum / Math.Log(probabilities.Length);
    }

    /// <summary>Where the greatest value stands; of equal ones the first.</summary>
    /// <param name="values">At least one value.</param>
    public static int IndexOfGreatest(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }
}

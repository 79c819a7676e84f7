namespace Digits.Core.Recognition;

/// <summary>Logits to probabilities, and the energy that tells digits from other ink.</summary>
internal static class Softmax
{
    /// <summary>exp(z/T) normalised to sum 1, computed from the greatest logit down so that nothing overflows.</summary>
    /// <param name="logits">Finite values.</param>
    /// <param name="temperature">T, above 0.</param>
    public static float[] Probabilities(ReadOnlySpan<float> logits, double temperature)
    {
        float[] probabilities = new float[logits.Length];
        double greatest = Greatest(logits);
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

    /// <summary>log(sum(exp(z))): high where the network knows the input's kind (Liu et al., NeurIPS 2020, with the sign turned).</summary>
    public static double Energy(ReadOnlySpan<float> logits)
    {
        double greatest = Greatest(logits);
        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp(logit - greatest);
        }

        return greatest + Math.Log(sum);
    }

    private static double Greatest(ReadOnlySpan<float> logits)
    {
        double greatest = double.NegativeInfinity;
        foreach (float logit in logits)
        {
            greatest = Math.Max(greatest, logit);
        }

        return greatest;
    }
}

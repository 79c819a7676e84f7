using Digits.Core.Inference;

namespace Digits.Core.Recognition;

/// <summary>The answer to one picture.</summary>
/// <remarks>Immutable, so thread-safe.</remarks>
public sealed class Prediction
{
    private readonly float[] _probabilities;

    internal Prediction(Verdict verdict, float[] probabilities, ModelIdentity model, Explanation? explanation)
    {
        _probabilities = probabilities;
        Verdict = verdict;
        Model = model;
        Explanation = explanation;
        int best = Softmax.IndexOfGreatest(probabilities);
        Best = new Candidate(best, probabilities[best]);
    }

    /// <summary>The digit, 0 to 9; null unless <see cref="Verdict"/> is <see cref="Verdict.Digit"/>, so that no guess is taken for an answer.</summary>
    public int? Digit => Verdict == Verdict.Digit ? Best.Digit : null;

    /// <summary>The greatest of the probabilities, 0 to 1, whatever the verdict.</summary>
    public float Confidence => Best.Probability;

    /// <summary>What the recognizer is willing to say.</summary>
    public Verdict Verdict { get; }

    /// <summary>The probability of each digit 0 to 9; they sum to 1.</summary>
    public IReadOnlyList<float> Probabilities => _probabilities;

    /// <summary>Which model answered.</summary>
    public ModelIdentity Model { get; }

    /// <summary>What the model saw and where it looked; null unless asked for.</summary>
    public Explanation? Explanation { get; }

    private Candidate Best { get; }

    /// <summary>The most probable digits, best first; of equal ones the lesser digit first.</summary>
    /// <param name="count">How many, 1 to 10.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not 1 to 10.</exception>
    public Candidate[] Top(int count) => Top(_probabilities, count);

    /// <summary>The same of any probabilities; none of none.</summary>
    internal static Candidate[] Top(ReadOnlySpan<float> probabilities, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, ModelManifest.Digits);
        var top = new Candidate[Math.Min(count, probabilities.Length)];
        int filled = 0;
        for (int digit = 0; digit < probabilities.Length; digit++)
        {
            var candidate = new Candidate(digit, probabilities[digit]);
            int at = filled;
            while (at > 0 && top[at - 1].Probability < candidate.Probability)
            {
                if (at < top.Length)
                {
                    top[at] = top[at - 1];
                }

                at--;
            }

            if (at < top.Length)
            {
                top[at] = candidate;
                filled = Math.Min(filled + 1, top.Length);
            }
        }

        return top;
    }
}

namespace Digits.Core.Recognition;

/// <summary>The answer to a picture with one line of digits.</summary>
/// <remarks>Immutable, so thread-safe.</remarks>
public sealed class NumberPrediction
{
    internal NumberPrediction(
        NumberVerdict verdict,
        float confidence,
        IReadOnlyList<NumberDigit> digits,
        ModelIdentity model,
        string? reason = null,
        NumberExplanation? explanation = null)
    {
        Reason = reason;
        Explanation = explanation;
        Verdict = verdict;
        Confidence = confidence;
        Digits = digits;
        Model = model;
        Reading = string.Create(digits.Count, digits, static (text, places) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = places[i].Character;
            }
        });
    }

    /// <summary>The number with its leading zeros; null unless <see cref="Verdict"/> is <see cref="NumberVerdict.Number"/>, so that no guess is taken for an answer.</summary>
    /// <remarks>Empty boxes before and behind it are left out; one inside makes the verdict <see cref="NumberVerdict.Uncertain"/>.</remarks>
    public string? Number => Verdict == NumberVerdict.Number ? Reading.Trim() : null;

    /// <summary>What was read, whatever the verdict: a digit, ? or a blank for each place.</summary>
    public string Reading { get; }

    /// <summary>The probability, 0 to 1, that every place reads as its best guess says and that there is no other.</summary>
    public float Confidence { get; }

    /// <summary>What the recognizer is willing to say.</summary>
    public NumberVerdict Verdict { get; }

    /// <summary>The places, from left to right.</summary>
    public IReadOnlyList<NumberDigit> Digits { get; }

    /// <summary>Why there is no number, in a sentence; null where there is one.</summary>
    public string? Reason { get; }

    /// <summary>Which model answered.</summary>
    public ModelIdentity Model { get; }

    /// <summary>How it was found; null unless asked for.</summary>
    public NumberExplanation? Explanation { get; }

    internal NumberPrediction Explained(NumberExplanation? explanation) => new(Verdict, Confidence, Digits, Model, Reason, explanation);
}

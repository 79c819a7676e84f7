namespace Digits.Core.Recognition;

/// <summary>One place of a number.</summary>
/// <remarks>Immutable, so thread-safe.</remarks>
public sealed class NumberDigit
{
    private readonly float[] _probabilities;

    internal NumberDigit(Verdict? verdict, float confidence, float[] probabilities, CropBox box, ReadOnlyMemory<byte> picture)
    {
        _probabilities = probabilities;
        Verdict = verdict;
        Confidence = confidence;
        Box = box;
        Picture = picture;
    }

    /// <summary>The digit, 0 to 9; null unless <see cref="Verdict"/> is <see cref="Verdict.Digit"/>.</summary>
    public int? Digit => Verdict == Recognition.Verdict.Digit ? Softmax.IndexOfGreatest(_probabilities) : null;

    /// <summary>That the place reads so, 0 to 1, whatever the verdict; 1 for an empty box, and 0 for ink that no model was asked about.</summary>
    public float Confidence { get; }

    /// <summary>What may be said of the place; null for an empty box.</summary>
    public Verdict? Verdict { get; }

    /// <summary>The probability of each digit 0 to 9; empty where no model was asked.</summary>
    public IReadOnlyList<float> Probabilities => _probabilities;

    /// <summary>Where it stands, in pixels of the upright picture as it was sent.</summary>
    public CropBox Box { get; }

    /// <summary>What the model saw, as in <see cref="Explanation.Picture"/>; empty unless an explanation was asked for.</summary>
    public ReadOnlyMemory<byte> Picture { get; }

    /// <summary>True for an empty box.</summary>
    public bool IsBlank => Verdict is null;

    /// <summary>The character of <see cref="NumberPrediction.Reading"/>: the digit, ? where it is withheld, a blank for an empty box.</summary>
    public char Character => IsBlank ? ' ' : Digit is { } digit ? (char)('0' + digit) : '?';

    /// <summary>The most probable digits, best first; none where no model was asked.</summary>
    /// <param name="count">How many, 1 to 10.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not 1 to 10.</exception>
    public Candidate[] Top(int count) => Prediction.Top(_probabilities, count);
}

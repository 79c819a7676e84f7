using Digits.Core.Inference;
using Digits.Core.Recognition;

namespace Digits.Cli.Evaluate;

/// <summary>How well a model read a set of pictures.</summary>
/// <remarks>
/// Best guess: the most probable digit, whatever the verdict. Answered: the verdict is digit. The models' cards use the same words and the
/// same definitions.
/// </remarks>
internal sealed class Evaluation
{
    private const int Digits = ModelManifest.Digits;
    private const double Quantile975 = 1.959964; // of the normal distribution

    private readonly int[,] _confusion = new int[Digits, Digits];

    /// <param name="model">Which model answered.</param>
    /// <param name="scored">The result of each picture; at least one.</param>
    /// <param name="misreads">The worst misread ones, the surest first.</param>
    /// <param name="unreadable">How many pictures could not be read, and are not scored.</param>
    public Evaluation(ModelIdentity model, IReadOnlyList<Scored> scored, IReadOnlyList<Misread> misreads, int unreadable)
    {
        Model = model;
        Scored = scored;
        Misreads = misreads;
        Unreadable = unreadable;
        foreach (Scored each in scored.Where(each => each.Guess >= 0))
        {
            _confusion[each.Label, each.Guess]++;
        }

        ByDigit = [.. Enumerable.Range(0, Digits).Select(ScoreOf)];
        Bins = Calibration.BinsOf(scored);
        CalibrationError = Calibration.Error(Bins);
    }

    public ModelIdentity Model { get; }

    public IReadOnlyList<Scored> Scored { get; }

    public IReadOnlyList<Misread> Misreads { get; }

    public int Unreadable { get; }

    public IReadOnlyList<DigitScore> ByDigit { get; }

    public ReliabilityBin[] Bins { get; }

    public double CalibrationError { get; }

    public int Count => Scored.Count;

    /// <summary>How many best guesses are right.</summary>
    public int Right => Scored.Count(each => each.IsRight);

    public double Accuracy => (double)Right / Count;

    public int Answered => Of(Standing.Answered);

    /// <summary>The share that was answered.</summary>
    public double Coverage => (double)Answered / Count;

    public int RightOfAnswered => Scored.Count(each => each is { Standing: Standing.Answered, IsRight: true });

    /// <summary>The share of those answered that is right; null where none was answered.</summary>
    public double? AccuracyOfAnswered => Answered == 0 ? null : (double)RightOfAnswered / Answered;

    /// <summary>The average over the digits that occur, each alike.</summary>
    public DigitScore Macro => Average(_ => 1);

    /// <summary>The average over the digits, each by how often it occurs.</summary>
    public DigitScore Weighted => Average(score => score.Support);

    /// <summary>How many pictures stand so.</summary>
    public int Of(Standing standing) => Scored.Count(each => each.Standing == standing);

    /// <summary>How many that are one digit were read, by best guess, as another; blank ones as none.</summary>
    public int Confusion(int label, int guess) => _confusion[label, guess];

    /// <summary>How many of a digit are blank.</summary>
    public int BlankOf(int label) => Scored.Count(each => each.Label == label && each.Guess < 0);

    /// <summary>Where the true share lies with a confidence of 95%: Wilson's interval, which holds for shares near 0 and 1 as well.</summary>
    public static (double Low, double High) Interval(int hits, int count)
    {
        double share = (double)hits / count;
        double square = Quantile975 * Quantile975;
        double middle = share + (square / (2 * count));
        double spread = Quantile975 * Math.Sqrt(((share * (1 - share)) + (square / (4 * count))) / count);
        double scale = 1 + (square / count);
        return ((middle - spread) / scale, (middle + spread) / scale);
    }

    private DigitScore ScoreOf(int digit)
    {
        int read = Enumerable.Range(0, Digits).Sum(label => _confusion[label, digit]);
        int support = Scored.Count(each => each.Label == digit);
        return new DigitScore(Share(_confusion[digit, digit], read), Share(_confusion[digit, digit], support), support);
    }

    private DigitScore Average(Func<DigitScore, double> weight)
    {
        DigitScore[] occurring = [.. ByDigit.Where(score => score.Support > 0)];
        double all = occurring.Sum(weight);
        double Mean(Func<DigitScore, double> value) => occurring.Sum(score => value(score) * weight(score)) / all;
        return new DigitScore(Mean(score => score.Precision), Mean(score => score.Recall), Count) { F1 = Mean(score => score.F1) };
    }

    private static double Share(int part, int all) => all == 0 ? 0 : (double)part / all;
}

using System.Diagnostics.Metrics;
using Digits.Core.Recognition;

namespace Digits.Core.Diagnostics;

/// <summary>
/// What the library counts and times as it works, on the meter <see cref="Name"/>; whoever listens to that meter can read it, OpenTelemetry
/// among them. docs/metrics.md says what each tells. <see cref="ModelMeter"/> has what is looked at when somebody asks.
/// </summary>
/// <remarks>Thread-safe. Where nobody listens, nothing is recorded. No attribute has a value that a caller chooses.</remarks>
internal static class DigitsMeter
{
    /// <summary>The name of every meter of the library and of the service over it.</summary>
    public const string Name = "Digits";

    private const string NoReading = "none";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Predictions = Meter.CreateCounter<long>(
        "digits.predictions", "{prediction}", "Predictions given, by model and verdict.");

    private static readonly Histogram<double> Confidence = Meter.CreateHistogram(
        "digits.prediction.confidence",
        "1",
        "Confidence of the predictions given, whatever their verdict, by model.",
        advice: Buckets<double>(0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999));

    private static readonly Counter<long> Numbers = Meter.CreateCounter<long>(
        "digits.numbers", "{number}", "Numbers given, by model and verdict.");

    private static readonly Histogram<double> NumberConfidence = Meter.CreateHistogram(
        "digits.number.confidence",
        "1",
        "Confidence of the numbers given, whatever their verdict, by model.",
        advice: Buckets<double>(0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999));

    private static readonly Histogram<int> NumberCandidates = Meter.CreateHistogram(
        "digits.number.candidates", "{candidate}", "Pieces of ink that a model was asked about for one number.", advice: Buckets(2, 4, 8, 16, 32, 64, 128, 256, 512));

    private static readonly Counter<long> SecondReadings = Meter.CreateCounter<long>(
        "digits.second_readings", "{picture}", "Pictures that were read a second time, by the reading that was answered.");

    /// <summary>Digits in one run of a model.</summary>
    public static readonly Histogram<int> BatchSize = Meter.CreateHistogram(
        "digits.batch.size", "{digit}", "Digits in one run of a model.", advice: Buckets(1, 2, 4, 8, 16, 32, 64, 128, 256));

    /// <summary>Seconds that a stage took; <see cref="StageTimer"/> records it.</summary>
    public static readonly Histogram<double> StageDuration = Meter.CreateHistogram(
        "digits.stage.duration",
        "s",
        "Time that requests spend in each stage between their body and their answer.",
        advice: Buckets(
            0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30));

    // As answers spell them; neither set can grow by what a caller sends.
    private static readonly string[] NumberVerdictNames = ["number", "uncertain", "notANumber"];
    private static readonly string[] VerdictNames = ["digit", "uncertain", "notADigit"];
    private static readonly string[] ReadingNames = ["plain", "sheet", "withoutLines", "hue", NoReading];

    /// <summary>Shows a model's counts at nothing, so that the first prediction of each verdict is seen as a change and not as a beginning.</summary>
    public static void Announce(string model)
    {
        var name = new KeyValuePair<string, object?>("model", model);
        foreach (string verdict in VerdictNames)
        {
            Predictions.Add(0, name, new("verdict", verdict));
        }

        foreach (string verdict in NumberVerdictNames)
        {
            Numbers.Add(0, name, new("verdict", verdict));
        }

        foreach (string reading in ReadingNames)
        {
            SecondReadings.Add(0, new KeyValuePair<string, object?>("reading", reading));
        }
    }

    /// <summary>Counts one prediction.</summary>
    /// <param name="model">The name of the model that gave it.</param>
    /// <param name="verdict">What it says.</param>
    /// <param name="confidence">The greatest probability, 0..1.</param>
    public static void Count(string model, Verdict verdict, float confidence)
    {
        var name = new KeyValuePair<string, object?>("model", model);
        Predictions.Add(1, name, new("verdict", VerdictNames[(int)verdict]));
        Confidence.Record(confidence, name);
    }

    /// <summary>Counts one number.</summary>
    /// <param name="model">The name of the model that gave it.</param>
    /// <param name="verdict">What it says.</param>
    /// <param name="confidence">That the whole number is right, 0..1.</param>
    /// <param name="candidates">How many pieces of ink models were asked about.</param>
    public static void Count(string model, NumberVerdict verdict, float confidence, int candidates)
    {
        var name = new KeyValuePair<string, object?>("model", model);
        Numbers.Add(1, name, new("verdict", NumberVerdictNames[(int)verdict]));
        NumberConfidence.Record(confidence, name);
        NumberCandidates.Record(candidates, name);
    }

    /// <summary>Counts one picture that was read a second time.</summary>
    /// <param name="answered">The reading that was answered; null where neither was.</param>
    public static void CountSecondReading(Reading? answered) =>
        SecondReadings.Add(1, new KeyValuePair<string, object?>("reading", answered is { } reading ? ReadingNames[(int)reading] : NoReading));

    private static InstrumentAdvice<T> Buckets<T>(params T[] boundaries)
        where T : struct => new() { HistogramBucketBoundaries = boundaries };
}

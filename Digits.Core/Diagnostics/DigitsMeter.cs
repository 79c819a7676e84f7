using System.Diagnostics.Metrics;
using Digits.Core.Recognition;

namespace Digits.Core.Diagnostics;

/// <summary>The library's one meter, <see cref="Name"/>; any OpenTelemetry listener can read it.</summary>
internal static class DigitsMeter
{
    public const string Name = "Digits";

    private static readonly Meter Meter = new(Name);

    /// <summary>Predictions given, with the tags model and verdict.</summary>
    private static readonly Counter<long> Predictions = Meter.CreateCounter<long>("digits.predictions", "{prediction}");

    /// <summary>Tensors in one run of a model.</summary>
    public static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>("digits.batch.size", "{tensor}");

    private static readonly string[] VerdictNames = ["digit", "uncertain", "notADigit"];

    /// <summary>Counts one prediction.</summary>
    public static void Count(string model, Verdict verdict) =>
        Predictions.Add(1, new("model", model), new("verdict", VerdictNames[(int)verdict]));
}

using System.Diagnostics.Metrics;
using Digits.Core.Inference;

namespace Digits.Core.Diagnostics;

/// <summary>What a catalog's models and their queues are at the moment that somebody asks, on a meter <see cref="DigitsMeter.Name"/> of its own.</summary>
/// <remarks>Thread-safe. Reports until it is disposed of. Costs nothing in between.</remarks>
internal sealed class ModelMeter : IDisposable
{
    /// <summary>As many digits of a model's SHA-256 as tell one from another.</summary>
    private const int Sha256Digits = 12;

    private readonly Meter _meter = new(DigitsMeter.Name);
    private readonly ModelCatalog _catalog;

    public ModelMeter(ModelCatalog catalog)
    {
        _catalog = catalog;
        _meter.CreateObservableUpDownCounter(
            "digits.queue.size", () => Measure(engine => engine.Queued), "{digit}", "Digits that wait for a session, by model.");
        _meter.CreateObservableUpDownCounter(
            "digits.queue.places.used",
            () => Measure(engine => engine.Places),
            "{digit}",
            "Digits accepted and not yet answered, decoded or not, by model: at the limit further ones are refused.");
        _meter.CreateObservableUpDownCounter(
            "digits.queue.places.limit", () => Measure(engine => engine.Capacity), "{digit}", "Digits that are accepted at once, by model.");
        _meter.CreateObservableGauge("digits.model.info", Describe, "1", "Always 1; the attributes say which models there are.");
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Measure(Func<InferenceEngine, long> value) =>
        _catalog.Loaded.Select(model => new Measurement<long>(value(model.Engine), new KeyValuePair<string, object?>("model", model.Manifest.Name)));

    private IEnumerable<Measurement<long>> Describe() => _catalog.Manifests.Select(manifest => new Measurement<long>(
        1,
        new("model", manifest.Name),
        new("version", manifest.Version),
        new("sha256", manifest.Sha256[..Math.Min(Sha256Digits, manifest.Sha256.Length)].ToLowerInvariant())));
}

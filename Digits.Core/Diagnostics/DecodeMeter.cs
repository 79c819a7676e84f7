using System.Diagnostics.Metrics;
using Digits.Core.Recognition;

namespace Digits.Core.Diagnostics;

/// <summary>What decodings hold at the moment that somebody asks, on a meter <see cref="DigitsMeter.Name"/> of its own.</summary>
/// <remarks>Thread-safe. Reports until it is disposed of. Costs nothing in between.</remarks>
internal sealed class DecodeMeter : IDisposable
{
    private readonly Meter _meter = new(DigitsMeter.Name);

    /// <param name="light">What pictures of a canvas' size share.</param>
    /// <param name="heavy">What photos share.</param>
    public DecodeMeter(DecodeMemory light, DecodeMemory heavy)
    {
        _meter.CreateObservableUpDownCounter(
            "digits.decode.memory.used", () => Measure(light.Held, heavy.Held), "By", "Memory that decodings hold, by the weight of their pictures.");
        _meter.CreateObservableUpDownCounter(
            "digits.decode.memory.limit",
            () => Measure(light.Capacity, heavy.Capacity),
            "By",
            "Memory that decodings may hold, by the weight of their pictures: at the limit further ones wait.");
    }

    public void Dispose() => _meter.Dispose();

    private static Measurement<long>[] Measure(long light, long heavy) =>
        [new(light, new KeyValuePair<string, object?>("weight", "light")), new(heavy, new KeyValuePair<string, object?>("weight", "heavy"))];
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Digits.Api.Admission;
using Digits.Api.Hosting;
using Digits.Core.Diagnostics;
using Digits.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Digits.Tests.Api.Telemetry;

/// <summary>What one service in this process reports, told from the others by the factory of its meter.</summary>
public sealed class ServiceMeterTests
{
    private const int Patience = 60_000;

    [Theory(Timeout = Patience)]
    [InlineData("pixels", "/predict/raw")]
    [InlineData("pictures", "/predict/image")]
    [InlineData("pictures", "/predict/base64")]
    [InlineData("batches", "/predict/batch")]
    public async Task Lane_ThatIsFull_ShowsItsPlacesAndCountsTheRefusal(string name, string path)
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel() }
            .With("PixelPlaces", "1").With("PicturePlaces", "1").With("BatchPlaces", "1");
        using HttpClient client = await service.ReadyClientAsync();
        using var heard = new Heard(service);
        Lanes lanes = service.Services.GetRequiredService<Lanes>();
        Lane lane = name switch { "pixels" => lanes.Pixels, "pictures" => lanes.Pictures, _ => lanes.Batch };
        Assert.True(lane.TryTake(out Place place));

        await Answers.ProblemAsync(429, "overloaded", await client.TellAsync(path, Bodies.Octets(Samples.SevenPixels)));
        Assert.Equal((1, 1), (heard.Look($"digits.lane.places.used lane={name}"), heard.Look($"digits.lane.places.limit lane={name}")));
        Assert.Equal(1, heard.Look("digits.refusals slug=overloaded"));
        lane.Release(place);
        Assert.Equal((0, 1), (heard.Look($"digits.lane.places.used lane={name}"), heard.Look("digits.refusals slug=overloaded")));
    }

    [Fact(Timeout = Patience)]
    public async Task Connection_ThatIsHeld_IsCountedUntilItIsRead()
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel() }.With("PixelPlaces", "1");
        using HttpClient client = await service.ReadyClientAsync();
        using var heard = new Heard(service);
        RefusedConnections connections = service.Services.GetRequiredService<RefusedConnections>();
        Assert.True(service.Services.GetRequiredService<Lanes>().Pixels.TryTake(out _));
        using var leaves = new CancellationTokenSource();
        List<Task> waits = [];
        do
        {
            waits.Add(connections.WaitAsync(new RefusedConnection(), leaves.Token).AsTask());
        }
        while (heard.Look("digits.connections.held") == 0);

        await leaves.CancelAsync();
        await Task.WhenAll(waits);
        Assert.Equal(0, heard.Look("digits.connections.held"));
    }

    [Fact(Timeout = Patience)]
    public async Task Service_ThatIsToldToStop_IsDrainingAndNotReady()
    {
        await using DigitsFactory service = new() { Model = new GatedModel() };
        using HttpClient client = await service.ReadyClientAsync();
        using var heard = new Heard(service);
        Assert.Equal((1, 0), (heard.Look("digits.ready"), heard.Look("digits.draining")));
        service.Services.GetRequiredService<Draining>().Begin();
        await Answers.ProblemAsync(503, "draining", await client.AskAsync("/health/ready"));
        Assert.Equal((0, 1, 1), (heard.Look("digits.ready"), heard.Look("digits.draining"), heard.Look("digits.refusals slug=draining")));
    }

    /// <summary>The values of one service's own instruments: sums of what is counted, and levels as they are.</summary>
    private sealed class Heard : IDisposable
    {
        private readonly ConcurrentDictionary<string, double> _values = new(StringComparer.Ordinal);
        private readonly MeterListener _listener = new();

        public Heard(DigitsFactory service)
        {
            object scope = service.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, me) =>
            {
                if (instrument.Meter.Name == DigitsMeter.Name && instrument.Meter.Scope == scope)
                {
                    me.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Hear(instrument, value, tags));
            _listener.Start();
        }

        public double Look(string series)
        {
            _listener.RecordObservableInstruments();
            return _values.GetValueOrDefault(series);
        }

        public void Dispose() => _listener.Dispose();

        private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            string series = instrument.Name + string.Concat(tags.ToArray().Select(tag => $" {tag.Key}={tag.Value}"));
            _values.AddOrUpdate(series, value, (_, before) => instrument.IsObservable ? value : before + value);
        }
    }
}

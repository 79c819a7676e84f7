using System.Diagnostics.Metrics;
using Digits.Api.Admission;
using Digits.Api.Contracts;
using Digits.Api.Errors;
using Digits.Api.Hosting;
using Digits.Core.Diagnostics;
using Digits.Core.Recognition;
using OpenTelemetry.Metrics;

namespace Digits.Api.Telemetry;

/// <summary>What the service knows beyond the library, on a meter <see cref="DigitsMeter.Name"/> of its own.</summary>
/// <remarks>Thread-safe. Reports until its host is disposed of. Slugs are those of the table of errors; nothing else of a request becomes an attribute.</remarks>
internal sealed class ServiceMeter
{
    /// <summary>What an operator watches for: shown at nothing, so that the first of each is seen as a change and not as a beginning.</summary>
    private static readonly Problem[] Watched =
        [Problem.DeadlineExceeded, Problem.Draining, Problem.InternalError, Problem.NotReady, Problem.Overloaded];

    private readonly Counter<long> _refusals;
    private readonly Counter<long> _clientsLeft;

    /// <param name="meters">Makes the meter.</param>
    /// <param name="memory">The memory of all bodies.</param>
    /// <param name="lanes">The places of all requests.</param>
    /// <param name="refused">The connections that are held.</param>
    /// <param name="recognizer">The models.</param>
    /// <param name="draining">Whether the process is stopping.</param>
    /// <param name="listener">Only made before, where there is one: it does not see what was counted earlier.</param>
    public ServiceMeter(
        IMeterFactory meters,
        BodyMemory memory,
        Lanes lanes,
        RefusedConnections refused,
        DigitRecognizer recognizer,
        Draining draining,
        MeterProvider? listener = null)
    {
        _ = listener;
        Meter meter = meters.Create(DigitsMeter.Name);
        _refusals = meter.CreateCounter<long>(
            "digits.refusals", "{request}", "Requests, and items of a batch, that were answered with a problem, by its slug.");
        _clientsLeft = meter.CreateCounter<long>("digits.clients.left", "{request}", "Requests whose client left before it was answered.");
        meter.CreateObservableUpDownCounter("digits.body.memory.used", () => memory.Taken, "By", "Memory that the bodies of all requests hold.");
        meter.CreateObservableUpDownCounter(
            "digits.body.memory.limit", () => memory.Limit, "By", "Memory that they may hold: at the limit further ones are refused.");
        meter.CreateObservableUpDownCounter(
            "digits.lane.places.used", () => Measure(lanes, lane => lane.Taken), "{request}", "Requests that are worked on, by lane.");
        meter.CreateObservableUpDownCounter(
            "digits.lane.places.limit",
            () => Measure(lanes, lane => lane.Places),
            "{request}",
            "Requests that are worked on at once, by lane: at the limit further ones are refused before their body is read.");
        meter.CreateObservableUpDownCounter(
            "digits.connections.held", () => refused.Held, "{connection}", "Connections that were refused and wait for their turn to be read again.");
        meter.CreateObservableGauge("digits.draining", () => draining.HasBegun ? 1 : 0, "1", "1 once the process was told to stop; else 0.");
        meter.CreateObservableGauge(
            "digits.ready", () => recognizer.IsReady && !draining.HasBegun ? 1 : 0, "1", "1 while the service takes requests, as /health/ready says; else 0.");
        _clientsLeft.Add(0);
        Array.ForEach(Watched, problem => Refuse(problem.Slug, 0));
    }

    /// <summary>Counts a request that failed.</summary>
    /// <param name="status">What stands in its line of the log.</param>
    /// <param name="slug">Its problem.</param>
    public void CountFailure(int status, string slug)
    {
        if (status == StatusCodes.Status499ClientClosedRequest)
        {
            _clientsLeft.Add(1);
        }
        else
        {
            CountRefusal(slug);
        }
    }

    /// <summary>Counts an answer that is a problem.</summary>
    public void CountRefusal(string slug) => Refuse(slug, 1);

    private static Measurement<long>[] Measure(Lanes lanes, Func<Lane, long> value) =>
    [
        new(value(lanes.Pixels), new KeyValuePair<string, object?>("lane", "pixels")),
        new(value(lanes.Pictures), new KeyValuePair<string, object?>("lane", "pictures")),
        new(value(lanes.Batch), new KeyValuePair<string, object?>("lane", "batches")),
    ];

    private void Refuse(string slug, int count) => _refusals.Add(count, new KeyValuePair<string, object?>("slug", slug));
}

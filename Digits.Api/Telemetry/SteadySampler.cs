using OpenTelemetry.Trace;

namespace Digits.Api.Telemetry;

/// <summary>Takes the first so many traces of each second: a service with little to do traces all of it, and a busy one pays no more for that.</summary>
/// <remarks>Thread-safe. Threads that meet where a second ends may take a few more.</remarks>
/// <param name="perSecond">How many are taken in a second.</param>
/// <param name="time">The clock.</param>
internal sealed class SteadySampler(int perSecond, TimeProvider time) : Sampler
{
    private static readonly SamplingResult Taken = new(SamplingDecision.RecordAndSample);
    private static readonly SamplingResult Dropped = new(SamplingDecision.Drop);

    private long _second = -1;
    private int _taken;

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        long second = time.GetTimestamp() / time.TimestampFrequency;
        if (Volatile.Read(ref _second) != second)
        {
            Volatile.Write(ref _taken, 0);
            Volatile.Write(ref _second, second);
        }

        return Volatile.Read(ref _taken) < perSecond && Interlocked.Increment(ref _taken) <= perSecond ? Taken : Dropped;
    }
}

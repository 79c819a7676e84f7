using System.Diagnostics;

namespace Digits.Benchmarks.Load;

/// <summary>When the next request of a run is due, whoever sends it: at a steady rate, whatever becomes of those before (an open loop).</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class LoadSchedule(double rate, TimeSpan length)
{
    private long _begun;
    private long _count;

    /// <summary>Starts the clock.</summary>
    public void Begin() => _begun = Stopwatch.GetTimestamp();

    /// <summary>True once nothing more is sent.</summary>
    public bool IsOver => Stopwatch.GetElapsedTime(_begun) >= length;

    /// <summary>Waits until one more request is due.</summary>
    public ValueTask NextAsync()
    {
        if (rate <= 0)
        {
            return ValueTask.CompletedTask;
        }

        var due = TimeSpan.FromSeconds(Interlocked.Increment(ref _count) / rate);
        TimeSpan wait = due - Stopwatch.GetElapsedTime(_begun);
        return wait > TimeSpan.Zero ? new ValueTask(Task.Delay(wait)) : ValueTask.CompletedTask;
    }
}

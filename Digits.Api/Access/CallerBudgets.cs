using System.Collections.Concurrent;

namespace Digits.Api.Access;

/// <summary>
/// A token bucket for each caller, kept as one number: the time at which it will be full again (the generic cell rate algorithm, ITU-T I.371).
/// A caller whose time has passed is as good as unknown and can be forgotten.
/// </summary>
/// <remarks>
/// Thread-safe, without timers or locks of its own. At most <see cref="MostCallers"/> are remembered; where all of them have permits out, further
/// ones share one bucket. System.Threading.RateLimiting keeps a limiter with a queue and a lock for each caller, without a bound, and goes
/// through all of them ten times a second.
/// </remarks>
/// <param name="permitsPerSecond">The rate.</param>
/// <param name="burst">Permits in a full bucket, 1 or more.</param>
/// <param name="time">The clock.</param>
internal sealed class CallerBudgets(double permitsPerSecond, int burst, TimeProvider time)
{
    /// <summary>How many callers are remembered, at about a hundred bytes each.</summary>
    public const int MostCallers = 100_000;

    private readonly ConcurrentDictionary<CallerId, long> _fullAt = new();
    private readonly long _perPermit = Math.Max((long)(time.TimestampFrequency / permitsPerSecond), 1);
    private int _count;
    private long _swept = long.MinValue;

    /// <summary>How many are remembered now.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Takes permits, all or none.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="permits">How many, 1 to the burst.</param>
    /// <param name="again">How many the same request would take from the start, 1 to the burst: what a refused one has to wait for.</param>
    public Budget Take(CallerId caller, int permits, int again)
    {
        while (true)
        {
            long now = time.GetTimestamp();
            bool isKnown = _fullAt.TryGetValue(caller, out long fullAt);
            if (!isKnown && Count >= MostCallers && caller != CallerId.Others && !Sweep(now))
            {
                caller = CallerId.Others;
                continue;
            }

            long owed = isKnown ? Math.Max(fullAt - now, 0) : 0;
            long capacity = burst * _perPermit;
            if (owed + (permits * _perPermit) > capacity)
            {
                return new Budget(false, (capacity - owed) / _perPermit, Duration(owed + (again * _perPermit) - capacity));
            }

            owed += permits * _perPermit;
            if (isKnown ? _fullAt.TryUpdate(caller, now + owed, fullAt) : TryAdd(caller, now + owed))
            {
                return new Budget(true, (capacity - owed) / _perPermit, Duration(owed));
            }
        }
    }

    private bool TryAdd(CallerId caller, long fullAt)
    {
        if (!_fullAt.TryAdd(caller, fullAt))
        {
            return false;
        }

        Interlocked.Increment(ref _count);
        return true;
    }

    /// <summary>Forgets those whose bucket is full, at most once a second.</summary>
    /// <returns>Whether there is room now.</returns>
    private bool Sweep(long now)
    {
        long swept = Volatile.Read(ref _swept);
        if (now - time.TimestampFrequency >= swept && Interlocked.CompareExchange(ref _swept, now, swept) == swept)
        {
            foreach (KeyValuePair<CallerId, long> caller in _fullAt)
            {
                if (caller.Value <= now && _fullAt.TryRemove(caller))
                {
                    Interlocked.Decrement(ref _count);
                }
            }
        }

        return Count < MostCallers;
    }

    private TimeSpan Duration(long timestamps) => TimeSpan.FromSeconds(timestamps / (double)time.TimestampFrequency);
}

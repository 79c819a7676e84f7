namespace Digits.Api.Admission;

/// <summary>Places for requests of one kind: how many are worked on at once, and when a refused one may come back.</summary>
/// <remarks>
/// Thread-safe. A place is looked for before a request's body is read and taken once the body is there, so that slow uploads hold none.
/// An endpoint names its lane in its metadata.
/// </remarks>
/// <param name="places">How many requests are worked on at once, at least 1.</param>
/// <param name="mostSeconds">The most seconds that <see cref="RetryAfter"/> asks for.</param>
/// <param name="clock">The time.</param>
internal sealed class Lane(int places, int mostSeconds, TimeProvider clock)
{
    /// <summary>The share of one request in the mean: the last sixteen count, about.</summary>
    private const double Weight = 1.0 / 16;

    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(0.5);

    private int _taken;
    private double _secondsEach;
    private long _fullAt = clock.GetTimestamp() - clock.TimestampFrequency;

    /// <summary>Looks for a place.</summary>
    /// <returns>False while none is free.</returns>
    public bool HasPlace()
    {
        bool has = Taken < places;
        if (!has)
        {
            Volatile.Write(ref _fullAt, clock.GetTimestamp());
        }

        return has;
    }

    /// <summary>True where a request found no place in the last half second.</summary>
    public bool WasFull => clock.GetElapsedTime(Volatile.Read(ref _fullAt)) < Memory;

    /// <summary>How many places there are.</summary>
    public int Places => places;

    /// <summary>How many places are taken.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>In how many whole seconds, at least 1, those who have places now will have left at the rate that was measured.</summary>
    /// <param name="atLeast">Seconds for which there is another reason.</param>
    public int RetryAfter(double atLeast = 0) =>
        (int)Math.Clamp(Math.Ceiling(Math.Max(Taken * Volatile.Read(ref _secondsEach), atLeast)), 1, mostSeconds);

    /// <summary>Takes a place.</summary>
    /// <param name="place">To be released.</param>
    /// <returns>False when none is free.</returns>
    public bool TryTake(out Place place)
    {
        int taken = Taken;
        while (taken < places)
        {
            int before = Interlocked.CompareExchange(ref _taken, taken + 1, taken);
            if (before == taken)
            {
                place = new Place(clock.GetTimestamp(), taken + 1);
                return true;
            }

            taken = before;
        }

        Volatile.Write(ref _fullAt, clock.GetTimestamp());
        place = default;
        return false;
    }

    /// <summary>Gives a place back.</summary>
    public void Release(Place place)
    {
        // Whoever came as the n-th was there for as long as n requests take. Two that leave at once may lose one's share in the mean, and no more.
        double each = clock.GetElapsedTime(place.TakenAt).TotalSeconds / place.Position;
        double mean = Volatile.Read(ref _secondsEach);
        Volatile.Write(ref _secondsEach, mean == 0 ? each : mean + (Weight * (each - mean)));
        Interlocked.Decrement(ref _taken);
    }
}

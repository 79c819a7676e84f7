namespace Digits.Api.Hosting.Connections;

/// <summary>Whether requests of a connection are under way, and since when the head of the next one has been arriving.</summary>
/// <remarks>Thread-safe. The server reads and answers, and who looks for room asks, each from a thread of its own.</remarks>
/// <param name="end">Ends the connection.</param>
internal sealed class RequestHead(Action end)
{
    /// <summary>How long, in ms, the server reads on for what is left of a body after its answer: what comes then need not be a head.</summary>
    public const int MostLeftOver = 5000;

    private int _requests;
    private long _since;
    private long _countsFrom;
    private bool _isGivenUp;

    /// <summary>True from the end of a request's head until it has been answered.</summary>
    public bool HasRequest => Volatile.Read(ref _requests) > 0;

    /// <summary>When the first bytes of a head that is not whole yet were taken, by <see cref="Environment.TickCount64"/>; 0 where none were.</summary>
    public long Since => Volatile.Read(ref _since);

    /// <summary>True where the head has been arriving for that long, in ms.</summary>
    public bool IsLate(long now, int forMilliseconds) => !HasRequest && Since is > 0 and var since && now - since >= forMilliseconds;

    /// <summary>Called with whatever the server takes.</summary>
    public void Take(long now)
    {
        if (_since == 0 && !HasRequest && now >= Volatile.Read(ref _countsFrom))
        {
            Volatile.Write(ref _since, now);
        }
    }

    /// <summary>Called when a head is whole.</summary>
    public void Begin()
    {
        Interlocked.Increment(ref _requests);
        Volatile.Write(ref _isGivenUp, false);
        Volatile.Write(ref _since, 0);
    }

    /// <summary>Called when a request has been answered.</summary>
    public void End(long now)
    {
        Volatile.Write(ref _countsFrom, now + MostLeftOver);
        Interlocked.Decrement(ref _requests);
    }

    /// <summary>
    /// Has the connection end when the server wants more of a head. Not here and now: what makes the head whole may have arrived, and waits
    /// for the server to look at it.
    /// </summary>
    public void GiveUp() => Volatile.Write(ref _isGivenUp, Since > 0);

    /// <summary>Called before the server waits for more.</summary>
    public void Wait()
    {
        if (Volatile.Read(ref _isGivenUp) && !HasRequest)
        {
            end();
        }
    }
}

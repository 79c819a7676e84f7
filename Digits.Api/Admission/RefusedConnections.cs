using Digits.Api.Hosting;

namespace Digits.Api.Admission;

/// <summary>The connections that were refused and are read again in turn, so that refusals leave the processors to the work.</summary>
/// <remarks>
/// Thread-safe. A refusal costs half of what an answer does, and twice as much as an answer where thousands of connections take turns, each of
/// them cold by then; clients that send again as soon as they are refused would have tens of thousands of them in a second. Nobody is held
/// while there are few. Past that each connection is left unread until its turn comes; the refusal has told that time, so that who keeps to
/// Retry-After notices nothing. Once no lane was full for half a second all are read again within a fraction of one.
/// </remarks>
internal sealed class RefusedConnections : IDisposable
{
    /// <summary>How many refusals each processor writes in a second.</summary>
    public const int EachSecond = 500;

    /// <summary>How many more it writes where none came before.</summary>
    public const int Burst = 64;

    /// <summary>How much sooner everybody is read once the load is gone.</summary>
    private const int Calm = 20;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly Lock _oneAtATime = new();
    private readonly Queue<RefusedConnection> _waiting = new();
    private readonly Lanes _lanes;
    private readonly Draining _draining;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly double _rate;
    private double _turns = Burst;
    private long _counted;
    private int _held;

    public RefusedConnections(Lanes lanes, Draining draining, TimeProvider clock)
    {
        _lanes = lanes;
        _draining = draining;
        _clock = clock;
        _counted = clock.GetTimestamp();
        _rate = EachSecond * Environment.ProcessorCount;
        _timer = clock.CreateTimer(_ => ReadAgain(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many connections are left unread.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>In how many seconds the turn of a connection comes that is refused now.</summary>
    public double Seconds => Held / _rate;

    /// <summary>Waits until a connection may be read again.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="gone">Ends the wait: the client has left, and its connection is not to count as open for longer.</param>
    /// <returns>False where nobody had to wait.</returns>
    public async ValueTask<bool> WaitAsync(RefusedConnection connection, CancellationToken gone)
    {
        if (!TryHold(connection))
        {
            return false;
        }

        Interlocked.Increment(ref _held);
        try
        {
            await using (gone.UnsafeRegister(static state => ((RefusedConnection)state!).End(), connection))
            {
                await connection.WaitAsync();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }

        return true;
    }

    public void Dispose() => _timer.Dispose();

    private bool TryHold(RefusedConnection connection)
    {
        lock (_oneAtATime)
        {
            if ((_waiting.Count == 0 && TryTurn()) || !connection.TryBegin())
            {
                return false;
            }

            _waiting.Enqueue(connection);
            if (_waiting.Count == 1)
            {
                _timer.Change(Tick, Tick);
            }

            return true;
        }
    }

    /// <summary>Lets those be read whose turn it is. Who has left needs none.</summary>
    private void ReadAgain()
    {
        lock (_oneAtATime)
        {
            while (_waiting.TryPeek(out RefusedConnection? first) && (!first.IsWaiting || TryTurn()))
            {
                _waiting.Dequeue().End();
            }

            if (_waiting.Count == 0)
            {
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Takes one of the turns that have come up since; they do not pile up.</summary>
    private bool TryTurn()
    {
        if (_draining.HasBegun)
        {
            return true;
        }

        long now = _clock.GetTimestamp();
        double rate = _lanes.WereFull ? _rate : Calm * _rate;
        _turns = Math.Min(_turns + (rate * _clock.GetElapsedTime(_counted, now).TotalSeconds), Math.Max(Burst, rate * Tick.TotalSeconds));
        _counted = now;
        if (_turns < 1)
        {
            return false;
        }

        _turns--;
        return true;
    }
}

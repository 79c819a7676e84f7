namespace Digits.Api.Hosting.Connections;

/// <summary>The open connections of a listener: no more than there may be, and none that is idle, or slow to say what it wants, in the way of a new one.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ClientConnections(int most)
{
    /// <summary>
    /// Who has been idle for so long, in ms, is in the middle of nothing: its next request is hardly on the way already. A client that sends
    /// one request after the other is never idle for that long.
    /// </summary>
    public const int Quiet = 1000;

    /// <summary>How long, in ms, a client may stay silent after it has connected.</summary>
    public const int MostSilence = 10_000;

    /// <summary>How many there may be beyond the limit, for as long as it takes those to go that were told to.</summary>
    private const int MostLeaving = 64;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly List<ClientConnection> _open = [];
    private readonly Queue<ClientConnection> _idlest = new();
    private long _nextLook = long.MinValue;

    /// <summary>How many are open.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>Takes a connection in. Where there are as many as may be, the one that is wanted least is closed for it.</summary>
    /// <param name="connection">The new one.</param>
    /// <param name="now">The time, by <see cref="Environment.TickCount64"/>.</param>
    /// <returns>False where none can be spared, or where those that were told to go do not keep up with those that come.</returns>
    public bool TryAdd(ClientConnection connection, long now)
    {
        ClientConnection? leaving = null;
        bool isFull;
        lock (_lock)
        {
            isFull = _open.Count >= most;
            if (isFull)
            {
                leaving = Idlest(now);
                isFull = leaving is null || _open.Count >= most + MostLeaving;
            }

            if (!isFull)
            {
                connection.Slot = _open.Count;
                _open.Add(connection);
            }
        }

        leaving?.MakeRoom();
        return !isFull;
    }

    /// <summary>Lets go of a connection that has ended.</summary>
    public void Remove(ClientConnection connection)
    {
        lock (_lock)
        {
            int slot = connection.Slot;
            if (slot < _open.Count && _open[slot] == connection)
            {
                _open[slot] = _open[^1];
                _open[slot].Slot = slot;
                _open.RemoveAt(_open.Count - 1);
            }
        }
    }

    /// <summary>Closes those that have been silent for too long since they were opened.</summary>
    public void CloseSilent(long now) =>
        Close(now, static (connection, now) => !connection.HasSpoken && connection.IsIdle(now, MostSilence));

    /// <summary>
    /// Sees all connections off, of a listener that takes no new ones: each is closed when it has been quiet, for which it may be late with
    /// a request or two; an answer that says so closes it as well.
    /// </summary>
    /// <param name="giveUp">Ends the wait; what is open then stays so.</param>
    public async Task EmptyAsync(CancellationToken giveUp)
    {
        using var looks = new PeriodicTimer(BetweenLooks);
        while (Count > 0)
        {
            Close(Environment.TickCount64, static (connection, now) => connection.IsIdle(now, Quiet));
            try
            {
                await looks.WaitForNextTickAsync(giveUp);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Close(long now, Func<ClientConnection, long, bool> isDue)
    {
        ClientConnection[] open;
        lock (_lock)
        {
            open = [.. _open];
        }

        foreach (ClientConnection connection in open)
        {
            if (isDue(connection, now))
            {
                connection.CloseWhenIdle();
            }
        }
    }

    /// <summary>
    /// The next to make room: who never said anything first, then by how long they have been idle, then by how long the head of a request
    /// has been arriving. A client that drips it is never idle.
    /// </summary>
    private ClientConnection? Idlest(long now)
    {
        if (Next(now) is { } next)
        {
            return next;
        }

        if (now < _nextLook)
        {
            return null;
        }

        // All are looked at once for so many: a flood of connections is not to cost a look at all of them for each, found or not.
        IEnumerable<ClientConnection> idlest = _open
            .Where(connection => connection.MayMakeRoom(now, Quiet))
            .Select(connection => (Connection: connection, Head: connection.HeadSince))
            .OrderBy(each => each.Connection.HasSpoken)
            .ThenBy(each => each.Head)
            .ThenBy(each => each.Connection.WaitingSince)
            .Take(MostLeaving)
            .Select(each => each.Connection);
        foreach (ClientConnection connection in idlest)
        {
            _idlest.Enqueue(connection);
        }

        _nextLook = _idlest.Count == 0 ? now + (long)BetweenLooks.TotalMilliseconds : long.MinValue;
        return Next(now);
    }

    private ClientConnection? Next(long now)
    {
        while (_idlest.TryDequeue(out ClientConnection? connection))
        {
            if (connection.Slot < _open.Count && _open[connection.Slot] == connection && connection.MayMakeRoom(now, Quiet))
            {
                return connection;
            }
        }

        return null;
    }
}

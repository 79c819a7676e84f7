using System.Threading.Tasks.Sources;

namespace Digits.Api.Admission;

/// <summary>What is remembered of a connection that was refused, and its wait to be read again.</summary>
/// <remarks>
/// Thread-safe. One for each connection, used again and again: a refusal leaves next to nothing to the collector, which under overload would
/// otherwise take more time than the refusal.
/// </remarks>
internal sealed class RefusedConnection : IValueTaskSource
{
    private const int Idle = 0;
    private const int Waiting = 1;
    private const int Ending = 2;

    private ManualResetValueTaskSourceCore<bool> _wait = new() { RunContinuationsAsynchronously = true };
    private int _state = Idle;

    /// <summary>The clock's timestamp; what is read before it was sent during the wait. 0 once that was looked at.</summary>
    public long EarlyUntil { get; set; }

    /// <summary>True until the wait ends.</summary>
    public bool IsWaiting => Volatile.Read(ref _state) == Waiting;

    /// <summary>Begins a wait.</summary>
    /// <returns>False where one goes on: HTTP/2 has several requests on a connection.</returns>
    public bool TryBegin()
    {
        if (Volatile.Read(ref _state) != Idle)
        {
            return false;
        }

        _wait.Reset();
        return Interlocked.CompareExchange(ref _state, Waiting, Idle) == Idle;
    }

    /// <summary>The wait that was begun, to be awaited once.</summary>
    public ValueTask WaitAsync() => new(this, _wait.Version);

    /// <summary>Ends the wait, if one goes on.</summary>
    public void End()
    {
        if (Interlocked.CompareExchange(ref _state, Ending, Waiting) == Waiting)
        {
            _wait.SetResult(true);
        }
    }

    void IValueTaskSource.GetResult(short token)
    {
        _wait.GetResult(token);
        Volatile.Write(ref _state, Idle);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);
}

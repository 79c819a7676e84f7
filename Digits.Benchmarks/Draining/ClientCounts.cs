using System.Diagnostics;

namespace Digits.Benchmarks.Draining;

/// <summary>What became of the requests of clients that try nothing twice.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ClientCounts
{
    private long _answered;
    private long _failed;
    private long _unanswered;
    private long _reset;
    private long _firstRefusal;

    /// <summary>Answered with the status that was wanted.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>Answered with another status.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Sent, and the connection was closed without an answer, or amid it.</summary>
    public long Unanswered => Interlocked.Read(ref _unanswered);

    /// <summary>Sent, or about to be, and the connection was reset.</summary>
    public long Reset => Interlocked.Read(ref _reset);

    /// <summary>When a connection was refused for the first time, by <see cref="Stopwatch.GetTimestamp"/>; 0 where none was.</summary>
    public long FirstRefusal => Interlocked.Read(ref _firstRefusal);

    /// <summary>Requests that somebody would miss.</summary>
    public long Lost => Failed + Unanswered + Reset;

    /// <summary>Waits until so many were answered.</summary>
    public async Task AnsweredAsync(long count, CancellationToken cancellationToken)
    {
        while (Answered < count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Delay(10, cancellationToken);
        }
    }

    public void Answer(bool isWanted) => Interlocked.Increment(ref isWanted ? ref _answered : ref _failed);

    public void Close() => Interlocked.Increment(ref _unanswered);

    public void Break() => Interlocked.Increment(ref _reset);

    public void Refuse() => Interlocked.CompareExchange(ref _firstRefusal, Stopwatch.GetTimestamp(), 0);

    public override string ToString() => $"{Answered} answered, {Failed} with another status, {Unanswered} without an answer, {Reset} reset";
}

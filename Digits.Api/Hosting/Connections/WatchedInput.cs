using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Digits.Api.Hosting.Connections;

/// <summary>What a client sends, and since when the server waits for more of it.</summary>
/// <remarks>
/// The end is told after the last bytes and not with them, for the server takes a body that comes with the end for one that broke off. One
/// reader at a time, as with every pipe; the times may be asked for from any thread.
/// </remarks>
internal sealed class WatchedInput(PipeReader inner) : PipeReader
{
    private const long Working = long.MaxValue;

    private long _waitingSince = Environment.TickCount64;
    private long _lastTaken;

    /// <summary>Where the bytes begin with which the end came, and was not told; null where it has not come yet.</summary>
    private SequencePosition? _beforeEnd;

    /// <summary>True once anything that the client sent was looked at.</summary>
    public bool HasSpoken => LastTaken != 0;

    /// <summary>When the server began to wait for more, by <see cref="Environment.TickCount64"/>; far in the future while it works.</summary>
    public long WaitingSince => Volatile.Read(ref _waitingSince);

    /// <summary>True while the server waits for more.</summary>
    public bool IsWaiting => WaitingSince != Working;

    /// <summary>When the server last took what was sent, by <see cref="Environment.TickCount64"/>; 0 where nothing was.</summary>
    public long LastTaken => Volatile.Read(ref _lastTaken);

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        ValueTask<ReadResult> read = inner.ReadAsync(cancellationToken);
        if (read.IsCompletedSuccessfully)
        {
            return new ValueTask<ReadResult>(Tell(read.Result));
        }

        Volatile.Write(ref _waitingSince, Environment.TickCount64);
        return WaitAsync(read);
    }

    public override bool TryRead(out ReadResult result)
    {
        bool hasRead = inner.TryRead(out result);
        if (hasRead)
        {
            result = Tell(result);
        }

        return hasRead;
    }

    public override void AdvanceTo(SequencePosition consumed)
    {
        Take();
        inner.AdvanceTo(consumed);
    }

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        Take();
        inner.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> WaitAsync(ValueTask<ReadResult> read) => Tell(await read);

    /// <summary>Keeps the end back until nothing is left before it, or what is left was looked at and is not enough.</summary>
    private ReadResult Tell(in ReadResult read)
    {
        if (!read.IsCompleted || read.Buffer.IsEmpty || read.Buffer.Start.Equals(_beforeEnd))
        {
            return read;
        }

        _beforeEnd = read.Buffer.Start;
        return new ReadResult(read.Buffer, read.IsCanceled, isCompleted: false);
    }

    private void Take()
    {
        Volatile.Write(ref _waitingSince, Working);
        Volatile.Write(ref _lastTaken, Environment.TickCount64);
    }
}

using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Digits.Api.Hosting.Connections;

/// <summary>What a client sends, and since when the server waits for more of it.</summary>
/// <remarks>
/// The end is told after the last bytes and not with them, for the server takes a body that comes with the end for one that broke off. One
/// reader at a time, as with every pipe; the times may be asked for from any thread.
/// </remarks>
/// <param name="inner">Where it arrives.</param>
/// <param name="socket">The connection; null where it is none of a socket.</param>
/// <param name="head">Is told what is taken, and when the server waits for more.</param>
internal sealed class WatchedInput(PipeReader inner, Socket? socket, RequestHead head) : PipeReader
{
    private const long Working = long.MaxValue;

    private long _waitingSince = Environment.TickCount64;
    private long _lastTaken;
    private bool _isToEnd;

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

    /// <summary>True where the server was told last to stop waiting, and has not waited again.</summary>
    public bool WasLetGo { get; private set; }

    /// <summary>True where bytes have arrived that are not in the pipe yet.</summary>
    public bool HasArrivals
    {
        get
        {
            try
            {
                return socket is not null && socket.Available > 0;
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return false;
            }
        }
    }

    /// <summary>Told before the server is: the next time that it is let go of a wait, it is so only if nothing has arrived meanwhile.</summary>
    public void BeginEnd() => Volatile.Write(ref _isToEnd, true);

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        WasLetGo = false;
        head.Wait();
        ValueTask<ReadResult> read = inner.ReadAsync(cancellationToken);
        if (read.IsCompletedSuccessfully)
        {
            return new ValueTask<ReadResult>(Tell(read.Result));
        }

        Volatile.Write(ref _waitingSince, Environment.TickCount64);
        return WaitAsync(read, cancellationToken);
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
    private async ValueTask<ReadResult> WaitAsync(ValueTask<ReadResult> read, CancellationToken cancellationToken)
    {
        ReadResult result = await read;
        if (result is { IsCanceled: true, IsCompleted: false, Buffer.IsEmpty: true })
        {
            if (Interlocked.Exchange(ref _isToEnd, false) && HasArrivals)
            {
                inner.AdvanceTo(result.Buffer.Start);
                result = await inner.ReadAsync(cancellationToken);
            }
            else
            {
                WasLetGo = true;
            }
        }

        return Tell(result);
    }

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
        long now = Environment.TickCount64;
        Volatile.Write(ref _waitingSince, Working);
        Volatile.Write(ref _lastTaken, now);
        head.Take(now);
    }
}

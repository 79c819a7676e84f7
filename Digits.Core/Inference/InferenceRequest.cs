using Digits.Core.Diagnostics;

namespace Digits.Core.Inference;

/// <summary>One tensor that waits for its logits.</summary>
/// <remarks>
/// Two sides race for it: the worker that takes it and the client that leaves. A client that leaves first keeps it from being run; one
/// that leaves later stops waiting at once, and the logits go nowhere. The input is read only inside <see cref="TryTake"/>, and
/// <see cref="Completion"/> never ends while that runs, so the memory under it may be returned once the request has ended.
/// </remarks>
/// <param name="input">The tensor's values.</param>
/// <param name="engine">Is told when the client leaves a request that no worker has taken.</param>
internal sealed class InferenceRequest(ReadOnlyMemory<float> input, InferenceEngine engine)
{
    private const int Waiting = 0;
    private const int Taking = 1;
    private const int Taken = 2;
    private const int Abandoned = 3;

    private readonly TaskCompletionSource<float[]> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _queued = StageTimer.Now;
    private CancellationTokenRegistration _leaving;
    private long _begun;
    private long _ended;
    private int _batch;
    private int _state = Waiting;

    /// <summary>The logits; cancelled when the client left before they were there.</summary>
    public Task<float[]> Completion => _completion.Task;

    /// <summary>Watches for the client to leave. To be called once, before any worker can see the request.</summary>
    public void Watch(CancellationToken cancellationToken) =>
        _leaving = cancellationToken.UnsafeRegister(static (state, token) => ((InferenceRequest)state!).Abandon(token), this);

    /// <summary>Called by a worker: copies the input into the batch.</summary>
    /// <returns>False when the client has left: then the request is not to be run.</returns>
    public bool TryTake(Span<float> target)
    {
        if (Interlocked.CompareExchange(ref _state, Taking, Waiting) != Waiting)
        {
            return false;
        }

        input.Span.CopyTo(target);
        Volatile.Write(ref _state, Taken);
        return true;
    }

    /// <summary>Called by a worker before it runs the request.</summary>
    /// <param name="now">The time, <see cref="StageTimer.Now"/>.</param>
    /// <param name="batch">How many requests are run together.</param>
    public void Begin(long now, int batch)
    {
        StageTimer.Record(Stage.Wait, _queued, now);
        (_begun, _batch) = (now, batch);
    }

    /// <summary>The same as <see cref="Completion"/>, and then spans for the time in the queue and the run.</summary>
    public async Task<float[]> TraceAsync()
    {
        try
        {
            return await Completion;
        }
        finally
        {
            Trace();
        }
    }

    /// <summary>Hands the logits out, unless they are no numbers: a network that overflows would pass for one that is sure.</summary>
    public void Complete(ReadOnlySpan<float> logits)
    {
        foreach (float logit in logits)
        {
            if (!float.IsFinite(logit))
            {
                Fail(new InvalidDataException("The model's logits are not finite."));
                return;
            }
        }

        _leaving.Unregister();
        _ended = StageTimer.Now;
        _completion.TrySetResult(logits.ToArray());
    }

    public void Fail(Exception error)
    {
        _leaving.Unregister();
        _completion.TrySetException(error);
    }

    /// <summary>What has not begun or not ended by now is cut off here: the client has left, or the run has failed.</summary>
    private void Trace()
    {
        long begun = Volatile.Read(ref _begun);
        DigitsActivitySource.Add(Stage.Wait, _queued, begun != 0 ? begun : StageTimer.Now)?.Dispose();
        if (begun != 0)
        {
            long ended = Volatile.Read(ref _ended);
            DigitsActivitySource.Add(Stage.Run, begun, ended != 0 ? ended : StageTimer.Now)?.SetTag("digits.batch.size", _batch).Dispose();
        }
    }

    private void Abandon(CancellationToken cancellationToken)
    {
        var spin = default(SpinWait);
        int before;
        while ((before = Interlocked.CompareExchange(ref _state, Abandoned, Waiting)) == Taking)
        {
            // Three kilobytes are being copied; there is nothing better to wait for.
            spin.SpinOnce();
        }

        if (before == Waiting)
        {
            engine.KeepPlace();
        }

        _completion.TrySetCanceled(cancellationToken);
    }
}

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
    private CancellationTokenRegistration _leaving;
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
        _completion.TrySetResult(logits.ToArray());
    }

    public void Fail(Exception error)
    {
        _leaving.Unregister();
        _completion.TrySetException(error);
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

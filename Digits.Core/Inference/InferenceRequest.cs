namespace Digits.Core.Inference;

/// <summary>One tensor that waits for its logits.</summary>
/// <remarks>
/// Two sides race for it: the worker that takes it and the client that leaves. A client that leaves first keeps it from being run; one
/// that leaves later stops waiting at once, and the logits go nowhere. The input is read only inside <see cref="TryTake"/>, and
/// <see cref="Completion"/> never ends while that runs, so the memory under it may be returned once the request has ended.
/// </remarks>
internal sealed class InferenceRequest(ReadOnlyMemory<float> input)
{
    private const int Waiting = 0;
    private const int Taking = 1;
    private const int Taken = 2;
    private const int Abandoned = 3;

    private readonly TaskCompletionSource<float[]> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state = Waiting;

    /// <summary>The logits; cancelled when the client left before they were there.</summary>
    public Task<float[]> Completion => _completion.Task;

    /// <summary>True when the client left before any worker came.</summary>
    public bool WasNeverTaken => Volatile.Read(ref _state) == Abandoned;

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

    /// <summary>Called when the client leaves.</summary>
    public void Abandon(CancellationToken cancellationToken)
    {
        var spin = default(SpinWait);
        while (Interlocked.CompareExchange(ref _state, Abandoned, Waiting) == Taking)
        {
            // Three kilobytes are being copied; there is nothing better to wait for.
            spin.SpinOnce();
        }

        _completion.TrySetCanceled(cancellationToken);
    }

    public void Complete(ReadOnlySpan<float> logits) => _completion.TrySetResult(logits.ToArray());

    public void Fail(Exception error) => _completion.TrySetException(error);
}

namespace Digits.Core.Inference;

/// <summary>One tensor that waits for its logits.</summary>
/// <remarks>
/// Two sides race for it: the worker that claims it and the client that leaves. Whoever changes the state first wins. The input is
/// read only between claim and completion, and whoever made the request keeps it alive until <see cref="Completion"/> ends, so the
/// memory under it may then be returned whatever the end was.
/// </remarks>
internal sealed class InferenceRequest(ReadOnlyMemory<float> input)
{
    private const int Waiting = 0;
    private const int Claimed = 1;
    private const int Abandoned = 2;

    private readonly TaskCompletionSource<float[]> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state = Waiting;

    public ReadOnlyMemory<float> Input { get; } = input;

    /// <summary>The ten logits; cancelled when the client left before a worker claimed the request.</summary>
    public Task<float[]> Completion => _completion.Task;

    /// <summary>Called by a worker before it reads the input.</summary>
    /// <returns>False when the client has left: then the request is not to be run.</returns>
    public bool TryClaim() => Interlocked.CompareExchange(ref _state, Claimed, Waiting) == Waiting;

    /// <summary>Called when the client leaves; without effect once a worker has claimed the request.</summary>
    public void Abandon(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _state, Abandoned, Waiting) == Waiting)
        {
            _completion.TrySetCanceled(cancellationToken);
        }
    }

    public void Complete(ReadOnlySpan<float> logits) => _completion.TrySetResult(logits.ToArray());

    public void Fail(Exception error) => _completion.TrySetException(error);
}

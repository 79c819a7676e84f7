using System.Threading.Channels;
using Digits.Core.Diagnostics;
using Digits.Core.Preprocessing;

namespace Digits.Core.Inference;

/// <summary>
/// A bounded queue of tensors before a pool of sessions. Each session has one worker, which takes whatever is queued, up to the maximum
/// batch, and runs it at once: a single request on an idle engine waits for nothing, and batches form by themselves under load.
/// </summary>
/// <remarks>
/// Thread-safe. Places are reserved before work is done for them, so that a group of requests is taken whole or refused whole, and held
/// until the answer is out. A request whose client has left is skipped; while it still lies in the queue it takes a place, so that the
/// queue has its bound also when clients leave faster than a model runs. <see cref="DisposeAsync"/> finishes what was accepted.
/// </remarks>
internal sealed class InferenceEngine : IAsyncDisposable
{
    private readonly Channel<InferenceRequest> _queue =
        Channel.CreateUnbounded<InferenceRequest>(new UnboundedChannelOptions { AllowSynchronousContinuations = false });

    /// <summary>Set in the count of places once no more are given: a bit above every capacity, so that one exchange sees both.</summary>
    private const int Closed = 1 << 30;

    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SessionPool _pool;
    private readonly Task[] _workers;
    private readonly int _maxBatchSize;
    private readonly int _capacity;
    private int _reserved;

    /// <param name="pool">The sessions; the engine owns them from now on.</param>
    /// <param name="maxBatchSize">The largest batch of one run.</param>
    /// <param name="capacity">How many requests may be accepted and unanswered at any time.</param>
    public InferenceEngine(SessionPool pool, int maxBatchSize, int capacity)
    {
        _pool = pool;
        _maxBatchSize = maxBatchSize;
        _capacity = capacity;
        _workers = [.. pool.Sessions.Select(session => Task.Run(() => WorkAsync(session)))];
    }

    /// <summary>How many requests lie in the queue and no session has taken yet, those whose client has left included.</summary>
    public int Queued => _queue.Reader.Count;

    /// <summary>How many places are taken.</summary>
    public int Places => Volatile.Read(ref _reserved) & ~Closed;

    /// <summary>How many places there are.</summary>
    public int Capacity => _capacity;

    /// <summary>Takes places for some requests, all or none of them.</summary>
    /// <param name="places">How many.</param>
    /// <param name="kept">How many are to stay free for others.</param>
    /// <returns>False when there is no room for all, or the engine is being disposed of.</returns>
    public bool TryReserve(int places, int kept = 0)
    {
        // Never past the capacity, not even for a moment: a group that is refused must not have others refused meanwhile.
        int reserved = Volatile.Read(ref _reserved);
        while (reserved < Closed && places <= _capacity - kept - reserved)
        {
            int before = Interlocked.CompareExchange(ref _reserved, reserved + places, reserved);
            if (before == reserved)
            {
                return true;
            }

            reserved = before;
        }

        return false;
    }

    /// <summary>Gives back places.</summary>
    public void Release(int places)
    {
        if (Interlocked.Add(ref _reserved, -places) == Closed)
        {
            _idle.TrySetResult();
        }
    }

    /// <summary>Runs one tensor in a place that the caller has reserved and releases afterwards.</summary>
    /// <returns>The logits.</returns>
    /// <exception cref="OperationCanceledException">The client left before the answer was there.</exception>
    public Task<float[]> RunAsync(DigitTensor tensor, CancellationToken cancellationToken)
    {
        // Nothing is thrown: of several that are started together, all are waited for.
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<float[]>(cancellationToken);
        }

        var request = new InferenceRequest(tensor.Memory, this);
        request.Watch(cancellationToken);
        if (!_queue.Writer.TryWrite(request))
        {
            request.Fail(new ObjectDisposedException(nameof(InferenceEngine)));
        }

        return DigitsActivitySource.IsTracing ? request.TraceAsync() : request.Completion;
    }

    /// <summary>
    /// Takes the place of a request whose client has left: the caller releases its own, but the request lies in the queue until a worker
    /// comes past.
    /// </summary>
    internal void KeepPlace() => Interlocked.Increment(ref _reserved);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Or(ref _reserved, Closed) == 0)
        {
            _idle.TrySetResult();
        }

        await _idle.Task;
        _queue.Writer.TryComplete();
        await Task.WhenAll(_workers);
        _pool.Dispose();
    }

    private async Task WorkAsync(IModelSession session)
    {
        var batch = new List<InferenceRequest>(_maxBatchSize);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (Gather(batch, session))
            {
                Answer(batch, session);
                batch.Clear();
            }
        }
    }

    /// <summary>Moves what is queued into the session's buffer, up to a full batch.</summary>
    private bool Gather(List<InferenceRequest> batch, IModelSession session)
    {
        while (batch.Count < _maxBatchSize && _queue.Reader.TryRead(out InferenceRequest? request))
        {
            if (request.TryTake(session.Inputs[(batch.Count * DigitTensor.Length)..]))
            {
                batch.Add(request);
            }
            else
            {
                Release(1);
            }
        }

        return batch.Count > 0;
    }

    private static void Answer(List<InferenceRequest> batch, IModelSession session)
    {
        long begun = StageTimer.Now;
        foreach (InferenceRequest request in batch)
        {
            request.Begin(begun, batch.Count);
        }

        try
        {
            session.Run(batch.Count);
            StageTimer.Record(Stage.Run, begun, StageTimer.Now);
            DigitsMeter.BatchSize.Record(batch.Count);
        }
#pragma warning disable CA1031 // Whatever the runtime throws belongs to the requests of this batch; the worker must live on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            foreach (InferenceRequest request in batch)
            {
                request.Fail(error);
            }

            return;
        }

        for (int i = 0; i < batch.Count; i++)
        {
            batch[i].Complete(session.Logits.Slice(i * session.LogitsPerItem, session.LogitsPerItem));
        }
    }
}

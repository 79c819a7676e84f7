using Digits.Core.Diagnostics;

namespace Digits.Core.Recognition;

/// <summary>
/// The bytes that all decodings together hold, up to a bound: each takes its share before it begins, in the order in which they came, and
/// gives it back when its pixels are gone.
/// </summary>
/// <remarks>
/// Thread-safe. Nobody waits who holds a share, so that no two can wait for each other; and what would take more than there is takes all
/// of it, so that it waits for no more than its turn.
/// </remarks>
/// <param name="capacity">The bound in bytes, 1 or more.</param>
internal sealed class DecodeMemory(long capacity)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<DecodeWait> _waiting = [];
    private long _held;

    /// <summary>The bound in bytes.</summary>
    public long Capacity => capacity;

    /// <summary>The bytes that are held now.</summary>
    public long Held
    {
        get
        {
            lock (_lock)
            {
                return _held;
            }
        }
    }

    /// <summary>Takes a share, once it is this one's turn and there is room.</summary>
    /// <param name="bytes">How many, 0 or more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The share, to be disposed once.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended; nothing is held.</exception>
    public async ValueTask<DecodeShare> TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        bytes = Math.Min(bytes, capacity);
        DecodeWait wait;
        lock (_lock)
        {
            if (_waiting.Count == 0 && bytes <= capacity - _held)
            {
                _held += bytes;
                return new DecodeShare(this, bytes);
            }

            wait = new DecodeWait(bytes);
            wait.Place = _waiting.AddLast(wait);
        }

        using StageTimer timer = StageTimer.Start(Stage.Turn);
        using (cancellationToken.UnsafeRegister((state, token) => GiveUp((DecodeWait)state!, token), wait))
        {
            await wait.Turn.Task;
        }

        return new DecodeShare(this, bytes);
    }

    /// <summary>Gives a share back, and lets in whose turn it is.</summary>
    internal void Release(long bytes)
    {
        lock (_lock)
        {
            _held -= bytes;
            LetIn();
        }
    }

    private void GiveUp(DecodeWait wait, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (wait.Place?.List is null)
            {
                // It has its share already.
                return;
            }

            _waiting.Remove(wait.Place);
            LetIn();
        }

        wait.Turn.TrySetCanceled(cancellationToken);
    }

    private void LetIn()
    {
        while (_waiting.First is { Value: DecodeWait first } && first.Bytes <= capacity - _held)
        {
            _waiting.RemoveFirst();
            _held += first.Bytes;
            first.Turn.SetResult();
        }
    }
}

using Digits.Core.Inference;
using Digits.Core.Preprocessing;

namespace Digits.Tests.Support;

/// <summary>A model that answers each item with values of its own input: logit k is the value at index k times 87, the eleventh at 1.</summary>
/// <remarks>Item i's index 9 * 87 = 783 is its last, so an answer taken from a neighbour or from a stale buffer shows.</remarks>
internal sealed class FakeSession(int maxBatchSize = 16, int logitsPerItem = ModelManifest.Digits) : IModelSession
{
    public const int Step = 87;

    private readonly float[] _inputs = new float[maxBatchSize * DigitTensor.Length];
    private readonly float[] _logits = new float[maxBatchSize * logitsPerItem];
    private readonly List<int> _batches = [];

    /// <summary>Called at the start of each run with its batch size.</summary>
    public Action<int>? OnRun { get; set; }

    public bool IsDisposed { get; private set; }

    public Span<float> Inputs => _inputs;

    public ReadOnlySpan<float> Logits => _logits;

    public int LogitsPerItem => logitsPerItem;

    /// <summary>The size of each batch so far.</summary>
    public int[] Batches
    {
        get
        {
            lock (_batches)
            {
                return [.. _batches];
            }
        }
    }

    public void Run(int count)
    {
        lock (_batches)
        {
            _batches.Add(count);
        }

        OnRun?.Invoke(count);
        for (int i = 0; i < count * logitsPerItem; i++)
        {
            (int item, int k) = Math.DivRem(i, logitsPerItem);
            _logits[i] = _inputs[(item * DigitTensor.Length) + (k < ModelManifest.Digits ? k * Step : 1)];
        }
    }

    public void Dispose() => IsDisposed = true;
}

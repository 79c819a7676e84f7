using Digits.Core.Inference;
using Digits.Core.Preprocessing;

namespace Digits.Tests.Support;

/// <summary>A session of <see cref="GatedModel"/>.</summary>
internal sealed class GatedSession(GatedModel model, int logitsPerItem, int maxBatchSize) : IModelSession
{
    private const int Seven = 7;

    // Far over any model's threshold for what is a digit.
    private const float Sure = 40;

    private readonly float[] _inputs = new float[maxBatchSize * DigitTensor.Length];
    private readonly float[] _logits = new float[maxBatchSize * logitsPerItem];

    public Span<float> Inputs => _inputs;

    public ReadOnlySpan<float> Logits => _logits;

    public int LogitsPerItem => logitsPerItem;

    public void Run(int count)
    {
        model.Pass(count);
        for (int i = 0; i < count; i++)
        {
            _logits[(i * logitsPerItem) + Seven] = Sure;
        }
    }

    public void Dispose()
    {
        // Holds managed memory only.
    }
}

namespace Digits.Core.Inference;

/// <summary>The seam to the model: one set of input and output buffers, and the call that turns the one into the other.</summary>
/// <remarks>Used by one thread at a time; several sessions of one model run side by side.</remarks>
internal interface IModelSession : IDisposable
{
    /// <summary>Room for the batch: item i starts at i times 784.</summary>
    Span<float> Inputs { get; }

    /// <summary>The answers of the last run: item i starts at i times <see cref="LogitsPerItem"/>.</summary>
    ReadOnlySpan<float> Logits { get; }

    /// <summary>How many logits the model gives an item: one for each digit, and perhaps one for what is no digit.</summary>
    int LogitsPerItem { get; }

    /// <summary>Runs the first <paramref name="count"/> items, 1 to the maximum batch size.</summary>
    void Run(int count);
}

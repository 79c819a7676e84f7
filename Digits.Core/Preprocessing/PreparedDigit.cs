namespace Digits.Core.Preprocessing;

/// <summary>What the preprocessor made of a picture, and what it found on the way.</summary>
/// <param name="Tensor">The network's input.</param>
/// <param name="Inverted">True when the ink was darker than the paper, so that brightness was turned over.</param>
/// <param name="Crop">The ink's box in the decoded picture's pixels.</param>
internal sealed record PreparedDigit(DigitTensor Tensor, bool Inverted, PixelBox Crop) : IDisposable
{
    /// <summary>What speaks against it.</summary>
    public Suspicion Suspicion { get; init; }

    public void Dispose() => Tensor.Dispose();
}

using Digits.Core.Preprocessing;

namespace Digits.Core.Recognition;

/// <summary>An input in the network's form, and what was found on the way there.</summary>
/// <param name="Tensor">The network's input; owned.</param>
/// <param name="Inverted">True when dark ink on light paper was turned over.</param>
/// <param name="CropBox">Where the ink was found; null for raw pixels.</param>
/// <param name="SourceWidth">The width of what was sent, in pixels, upright.</param>
/// <param name="SourceHeight">The height of what was sent, in pixels, upright.</param>
internal sealed record ReadInput(DigitTensor Tensor, bool Inverted, CropBox? CropBox, int SourceWidth, int SourceHeight) : IDisposable
{
    /// <summary>How the digit was found.</summary>
    public Reading Reading { get; init; }

    /// <summary>True where so many lines were taken away that a plain reading among them means nothing.</summary>
    public bool IsRuled { get; init; }

    /// <summary>What speaks against the ink that was found.</summary>
    public Suspicion Suspicion { get; init; }

    public void Dispose() => Tensor.Dispose();
}

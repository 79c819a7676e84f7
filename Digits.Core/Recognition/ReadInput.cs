using Digits.Core.Preprocessing;

namespace Digits.Core.Recognition;

/// <summary>An input in the network's form, and what was found on the way there.</summary>
internal sealed record ReadInput(DigitTensor Tensor, bool Inverted, CropBox? CropBox, int SourceWidth, int SourceHeight) : IDisposable
{
    public void Dispose() => Tensor.Dispose();
}

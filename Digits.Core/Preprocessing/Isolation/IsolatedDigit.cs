namespace Digits.Core.Preprocessing.Isolation;

/// <summary>What the second hypothesis made of a picture.</summary>
/// <param name="Tensor">The network's input.</param>
/// <param name="Inverted">True when the ink is darker than what surrounds it, so that brightness was turned over.</param>
/// <param name="Crop">The ink's box in the picture's pixels.</param>
/// <param name="Lines">How many lines were taken away.</param>
/// <param name="HadFrame">True where a frame was taken away.</param>
internal sealed record IsolatedDigit(DigitTensor Tensor, bool Inverted, PixelBox Crop, int Lines, bool HadFrame) : IDisposable
{
    /// <summary>What speaks against it.</summary>
    public Suspicion Suspicion { get; init; }

    /// <summary>False where it was chosen though nothing looks like strokes.</summary>
    public bool AreStrokes { get; init; }

    /// <summary>How deep its ink lies, 0 to 255 of the light.</summary>
    public int Depth { get; init; }

    /// <summary>The share of its outline, 0 to 1, beyond which it is brighter; darker for light ink.</summary>
    public double ClosedShare { get; init; }

    /// <summary>How thick its strokes are, in pixels of what was looked at: twice the ink's area over its outline's length.</summary>
    public double Thickness { get; init; }

    public void Dispose() => Tensor.Dispose();
}

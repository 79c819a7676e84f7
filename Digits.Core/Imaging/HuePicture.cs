namespace Digits.Core.Imaging;

/// <summary>A picture's <see cref="HuePlane"/> and its luminance, upright and of one size.</summary>
/// <param name="Hue">Lighter or darker where the hue differs.</param>
/// <param name="Luminance">How bright it is.</param>
internal sealed record HuePicture(GrayImage Hue, GrayImage Luminance) : IDisposable
{
    public void Dispose()
    {
        Hue.Dispose();
        Luminance.Dispose();
    }
}

using Digits.Core.Imaging;

namespace Digits.Core.Recognition;

/// <summary>The decode in which the ink was looked for, kept for a second reading: decoding takes longer than either.</summary>
/// <remarks>Used by one request. A picture of 512 by 512 pixels takes 256 KiB, so batches do without and decode again.</remarks>
internal sealed class KeptPicture : IDisposable
{
    /// <summary>The decode; null where there was none.</summary>
    public GrayImage? Gray { get; private set; }

    /// <summary>Takes over a decode.</summary>
    public void Keep(GrayImage gray)
    {
        Gray?.Dispose();
        Gray = gray;
    }

    public void Dispose() => Gray?.Dispose();
}

using Digits.Core.Imaging;

namespace Digits.Core.Recognition;

/// <summary>The decode in which the ink was looked for, kept for a second reading: decoding takes longer than either.</summary>
/// <remarks>
/// Used by one request. A picture of 512 by 512 pixels takes 256 KiB, so batches do without, and where many requests keep theirs, further ones
/// decode again.
/// </remarks>
internal sealed class KeptPicture : IDisposable
{
    /// <summary>The most bytes that all together keep: 64 of the largest.</summary>
    private const long MostBytes = 16 << 20;

    private static long _bytes;

    /// <summary>The decode; null where there was none, or it was not kept.</summary>
    public GrayImage? Gray { get; private set; }

    /// <summary>Takes over a decode, unless there is one, or all together keep too much.</summary>
    public bool TryKeep(GrayImage gray)
    {
        if (Gray is not null)
        {
            return false;
        }

        if (Interlocked.Add(ref _bytes, gray.Pixels.Length) > MostBytes)
        {
            Interlocked.Add(ref _bytes, -gray.Pixels.Length);
            return false;
        }

        Gray = gray;
        return true;
    }

    public void Dispose()
    {
        if (Gray is { } gray)
        {
            Gray = null;
            Interlocked.Add(ref _bytes, -gray.Pixels.Length);
            gray.Dispose();
        }
    }
}

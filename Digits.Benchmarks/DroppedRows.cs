using Digits.Core.Imaging;

namespace Digits.Benchmarks;

/// <summary>Takes rows and does nothing with them, so that decoding alone is timed.</summary>
internal sealed class DroppedRows : IPixelRows
{
    public CancellationToken Stop => CancellationToken.None;

    public void Begin(int width, int height, int bands)
    {
    }

    public void Add(ReadOnlySpan<byte> row)
    {
    }
}

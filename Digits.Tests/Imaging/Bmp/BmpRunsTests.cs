using Digits.Core.Imaging.Bmp;

namespace Digits.Tests.Imaging.Bmp;

public sealed class BmpRunsTests
{
    private const int Width = 5;

    // So many that the place in the row or the row itself, counted on and on, would turn negative.
    [Theory]
    [InlineData(9_000_000, new byte[] { 255, 1 }, false)]
    [InlineData(9_000_000, new byte[] { 0, 2, 255, 255 }, true)]
    [InlineData(9_000_000, new byte[] { 0, 2, 255, 0 }, false)]
    public void TryFill_RunsBeyondThePicture_AreDropped(int count, byte[] run, bool fills)
    {
        byte[] data = new byte[count * run.Length];
        for (int at = 0; at < data.Length; at += run.Length)
        {
            run.CopyTo(data, at);
        }

        Assert.Equal(fills, BmpRuns.TryFill(data, 8, Width, new byte[2 * Width]));
    }
}

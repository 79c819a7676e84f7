using System.Diagnostics;

namespace Digits.Core.Imaging;

/// <summary>Cuts a long decode into slices of half a millisecond, after each of which every other thread that waits for the processor has its turn.</summary>
/// <remarks>
/// Left alone, the system lets a thread run for several milliseconds, and a request for pixels passes through four threads: beside photos on
/// one core it took 1.2 ms in the median and 14 in the 99th percentile, and takes 0.2 and 5 so, while as many photos are read.
/// </remarks>
internal struct TimeSlice
{
    private static readonly long Length = Stopwatch.Frequency / 2000;

    private long _begun;

    /// <summary>To be called between steps; does nothing while the slice lasts.</summary>
    public void Share()
    {
        long now = Stopwatch.GetTimestamp();
        if (now - _begun >= Length)
        {
            Thread.Yield();
            _begun = Stopwatch.GetTimestamp();
        }
    }
}

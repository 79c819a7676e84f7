namespace Digits.Core.Recognition;

/// <summary>A lane of decodings: how many go on at once, and what they may hold.</summary>
/// <param name="parallelism">How many, 1 or more.</param>
/// <param name="bytes">What they may hold together.</param>
#pragma warning disable CA1001 // Semaphores hold no handle, and disposing of one would leave whoever waits for it waiting for ever.
internal sealed class DecodeLane(int parallelism, long bytes)
#pragma warning restore CA1001
{
    public SemaphoreSlim Turns { get; } = new(parallelism);

    public DecodeMemory Memory { get; } = new(bytes);
}

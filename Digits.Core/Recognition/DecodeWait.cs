namespace Digits.Core.Recognition;

/// <summary>One who waits for a share of <see cref="DecodeMemory"/>, whose lock guards it.</summary>
/// <param name="bytes">The share.</param>
internal sealed class DecodeWait(long bytes)
{
    public long Bytes { get; } = bytes;

    /// <summary>Where it stands among those who wait.</summary>
    public LinkedListNode<DecodeWait>? Place { get; set; }

    /// <summary>Ends the wait; what follows it never runs under the lock.</summary>
    public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

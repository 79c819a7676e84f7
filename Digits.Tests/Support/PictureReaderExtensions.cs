using Digits.Core.Recognition;

namespace Digits.Tests.Support;

/// <summary>Reads with as much memory as a picture takes, so that nothing is waited for.</summary>
internal static class PictureReaderExtensions
{
    public static Outcome<ReadInput> Read(this PictureReader reader, ReadOnlyMemory<byte> file, KeptPicture? kept = null)
    {
        var memory = new DecodeMemory(long.MaxValue);
        return Result(reader.ReadAsync(file, kept, memory, TestContext.Current.CancellationToken), memory);
    }

    public static ReadInput? ReadAgain(this PictureReader reader, ReadOnlyMemory<byte> file, KeptPicture? kept = null)
    {
        var memory = new DecodeMemory(long.MaxValue);
        return Result(reader.ReadAgainAsync(file, kept, memory, TestContext.Current.CancellationToken), memory);
    }

    private static T Result<T>(ValueTask<T> task, DecodeMemory memory)
    {
        Assert.True(task.IsCompleted);
        Assert.Equal(0, memory.Held);
        return task.GetAwaiter().GetResult();
    }
}

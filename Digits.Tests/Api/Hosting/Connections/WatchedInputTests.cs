using System.IO.Pipelines;
using Digits.Api.Hosting.Connections;

namespace Digits.Tests.Api.Hosting.Connections;

public sealed class WatchedInputTests
{
    private readonly Pipe _pipe = new();
    private readonly WatchedInput _input;

    public WatchedInputTests() => _input = new WatchedInput(_pipe.Reader, null, new RequestHead(() => { }));

    [Fact]
    public async Task End_ThatComesWithTheLastBytes_IsToldAfterThem()
    {
        await SendAsync("whole"u8.ToArray());
        await _pipe.Writer.CompleteAsync();

        ReadResult whole = await ReadAsync();
        Assert.Equal((5, false), (whole.Buffer.Length, whole.IsCompleted));
        _input.AdvanceTo(whole.Buffer.End);
        ReadResult end = await ReadAsync();
        Assert.Equal((0, true), (end.Buffer.Length, end.IsCompleted));
    }

    [Fact]
    public async Task End_AfterBytesThatAreNotEnough_IsToldWithThemTheSecondTime()
    {
        await SendAsync("half"u8.ToArray());
        await _pipe.Writer.CompleteAsync();

        ReadResult half = await ReadAsync();
        Assert.False(half.IsCompleted);
        _input.AdvanceTo(half.Buffer.Start, half.Buffer.End);
        ReadResult end = await ReadAsync();
        Assert.Equal((4, true), (end.Buffer.Length, end.IsCompleted));
    }

    [Fact]
    public async Task End_WhereBytesAreTakenOneByOne_IsToldAfterTheLast()
    {
        await SendAsync([1, 2, 3]);
        await _pipe.Writer.CompleteAsync();
        for (int i = 0; i < 3; i++)
        {
            Assert.True(_input.TryRead(out ReadResult read));
            Assert.Equal((3 - i, false), (read.Buffer.Length, read.IsCompleted));
            _input.AdvanceTo(read.Buffer.GetPosition(1));
        }

        Assert.True((await ReadAsync()).IsCompleted);
    }

    [Fact]
    public async Task Wait_ForTheFirstByte_HasBegunAndEndsWithIt()
    {
        Assert.True(_input.IsWaiting);
        Assert.False(_input.HasSpoken);
        Task<ReadResult> reading = _input.ReadAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.InRange(_input.WaitingSince, 1, Environment.TickCount64);

        await SendAsync([1]);
        _input.AdvanceTo((await reading).Buffer.End);
        Assert.False(_input.IsWaiting);
        Assert.True(_input.HasSpoken);
    }

    [Fact]
    public async Task Wait_ThatIsCutShort_HasLetTheServerGo()
    {
        Task<ReadResult> reading = _input.ReadAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.False(_input.WasLetGo);
        _input.CancelPendingRead();
        Assert.True((await reading).IsCanceled);
        Assert.True(_input.WasLetGo);
    }

    private Task<ReadResult> ReadAsync() => _input.ReadAsync(TestContext.Current.CancellationToken).AsTask();

    private async Task SendAsync(byte[] bytes) => await _pipe.Writer.WriteAsync(bytes, TestContext.Current.CancellationToken);
}

using System.IO.Pipelines;
using Digits.Api.Contracts;

namespace Digits.Tests.Api.Contracts;

public sealed class RequestStreamTests
{
    // Segments of the pipe are smaller than what is read at once, larger, and never a multiple of it.
    [Theory]
    [InlineData(64, 1000)]
    [InlineData(4096, 1000)]
    [InlineData(1000, 1000)]
    public async Task ReadAsync_OverManySegments_GivesTheBytesInOrder(int segment, int read)
    {
        Pipe pipe = new(new PipeOptions(minimumSegmentSize: segment, pauseWriterThreshold: 0, useSynchronizationContext: false));
        byte[] sent = new byte[50_003];
        new Random(1).NextBytes(sent);
        for (int start = 0; start < sent.Length; start += segment)
        {
            await pipe.Writer.WriteAsync(sent.AsMemory(start, Math.Min(segment, sent.Length - start)), TestContext.Current.CancellationToken);
        }

        await pipe.Writer.CompleteAsync();
        using RequestStream stream = new(pipe.Reader);
        using MemoryStream received = new();
        byte[] buffer = new byte[read];
        int length;
        while ((length = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0)
        {
            Assert.InRange(length, 1, buffer.Length);
            received.Write(buffer, 0, length);
        }

        Assert.Equal(sent, received.ToArray());
    }

    [Fact]
    public async Task ReadAsync_ToldToLetGo_IsCancelledAndLeavesTheReaderFree()
    {
        Pipe pipe = new();
        using RequestStream stream = new(pipe.Reader);
        Task<int> read = stream.ReadAsync(new byte[10], TestContext.Current.CancellationToken).AsTask();
        pipe.Reader.CancelPendingRead();
        await Assert.ThrowsAsync<OperationCanceledException>(() => read);

        await pipe.Writer.WriteAsync(new byte[] { 7 }, TestContext.Current.CancellationToken);
        ReadResult next = await pipe.Reader.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(7, next.Buffer.FirstSpan[0]);
    }
}

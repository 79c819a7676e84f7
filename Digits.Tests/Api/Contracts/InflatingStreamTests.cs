using Digits.Api.Contracts;
using Digits.Api.Hosting;
using Digits.Tests.Support;
using Microsoft.Extensions.Options;

namespace Digits.Tests.Api.Contracts;

public sealed class InflatingStreamTests
{
    private const int Limit = 8 << 20;

    // A hundred slow uploads that are compressed hold a hundred windows.
    [Fact]
    public async Task ReadAsync_MoreInflatersThanThereIsMemoryFor_AreRefused()
    {
        BodyMemory memory = Memory(1 << 20);
        List<InflatingStream> streams = [];
        for (int i = 0; i < 16; i++)
        {
            streams.Add(new InflatingStream(new MemoryStream(Coded.Compress("gzip", new byte[100])), ContentCoding.Gzip, Limit, memory));
            Assert.Equal(100, await streams[i].ReadAsync(new byte[200], TestContext.Current.CancellationToken));
        }

        await using var oneMore = new InflatingStream(new MemoryStream(Coded.Compress("gzip", new byte[100])), ContentCoding.Gzip, Limit, memory);
        UnreadableBodyException error = await Assert.ThrowsAsync<UnreadableBodyException>(
            async () => await oneMore.ReadExactlyAsync(new byte[100], TestContext.Current.CancellationToken));
        Assert.Equal("overloaded", error.Problem.Slug);
        streams.ForEach(stream => stream.Dispose());
        Assert.Equal(100, await oneMore.ReadAsync(new byte[200], TestContext.Current.CancellationToken));
    }

    // Brotli keeps as much as came out, up to its window.
    [Fact]
    public async Task ReadAsync_Brotli_CountsItsWindowAndGivesItBack()
    {
        const int length = 3 << 20;
        BodyMemory memory = Memory(16 << 20);
        await using (var stream = new InflatingStream(new MemoryStream(Coded.Compress("br", new byte[length])), ContentCoding.Brotli, Limit, memory))
        {
            await stream.CopyToAsync(Stream.Null, 4_096, TestContext.Current.CancellationToken);
            Assert.False(memory.TryTake((16 << 20) - (length / 2), 16 << 20));
        }

        Assert.True(memory.TryTake(16 << 20, 16 << 20));
    }

    private static BodyMemory Memory(long limit) => new(Options.Create(new ApiOptions { MaxBufferedBytes = limit }));
}

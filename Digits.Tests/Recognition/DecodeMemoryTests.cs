using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Recognition;

public sealed class DecodeMemoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TakeAsync_WhereThereIsRoom_WaitsForNothing()
    {
        var memory = new DecodeMemory(100);
        ValueTask<DecodeShare> first = memory.TakeAsync(60, Token);
        ValueTask<DecodeShare> second = memory.TakeAsync(40, Token);
        Assert.True(first.IsCompleted && second.IsCompleted);
        Assert.Equal(100, memory.Held);
        (await first).Dispose();
        (await second).Dispose();
        Assert.Equal(0, memory.Held);
    }

    // A small share does not pass a large one that was there before: the large one would wait for ever.
    [Fact]
    public async Task TakeAsync_WhereThereIsNone_WaitsInTurn()
    {
        var memory = new DecodeMemory(100);
        DecodeShare held = await memory.TakeAsync(60, Token);
        Task<DecodeShare> large = memory.TakeAsync(80, Token).AsTask();
        Task<DecodeShare> small = memory.TakeAsync(10, Token).AsTask();
        Assert.False(large.IsCompleted || small.IsCompleted);
        held.Dispose();
        await Task.WhenAll(large, small);
        Assert.Equal(90, memory.Held);
    }

    [Fact]
    public async Task TakeAsync_MoreThanThereIs_TakesAllInItsTurn()
    {
        var memory = new DecodeMemory(100);
        DecodeShare held = await memory.TakeAsync(1, Token);
        Task<DecodeShare> all = memory.TakeAsync(long.MaxValue, Token).AsTask();
        Assert.False(all.IsCompleted);
        held.Dispose();
        (await all).Dispose();
        Assert.Equal(0, memory.Held);
    }

    [Fact]
    public async Task TakeAsync_GivenUp_LetsTheNextOneIn()
    {
        var memory = new DecodeMemory(100);
        using var left = new CancellationTokenSource();
        DecodeShare held = await memory.TakeAsync(60, Token);
        Task<DecodeShare> gone = memory.TakeAsync(80, left.Token).AsTask();
        Task<DecodeShare> next = memory.TakeAsync(40, Token).AsTask();
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        (await next).Dispose();
        held.Dispose();
        Assert.Equal(0, memory.Held);
    }

    [Fact]
    public async Task TakeAsync_ByManyAtOnce_NeverHoldsMoreThanThereIs()
    {
        const int capacity = 1_000;
        var memory = new DecodeMemory(capacity);
        var peak = new Peak();
        long held = 0;
        await Parallel.ForAsync(0, 5_000, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Token }, async (i, token) =>
        {
            using var left = new CancellationTokenSource();
            Task<DecodeShare> taking = memory.TakeAsync(1 + (i * 37 % 700), left.Token).AsTask();
            if (i % 7 == 0)
            {
                await left.CancelAsync();
            }

            try
            {
                using DecodeShare share = await taking;
                peak.Reach(Interlocked.Add(ref held, share.Bytes));
                await Task.Yield();
                Interlocked.Add(ref held, -share.Bytes);
            }
            catch (OperationCanceledException) when (left.IsCancellationRequested)
            {
                // Nothing is held.
            }
        });
        Assert.InRange(peak.Most, 1, capacity);
        Assert.Equal(0, memory.Held);
    }
}

using Digits.Cli;

namespace Digits.Tests.Cli;

public sealed class OrderedParallelTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SelectAsync_LaterItemsReadyFirst_GivesTheItemsOrder()
    {
        var gates = new TaskCompletionSource[4];
        for (int i = 0; i < gates.Length; i++)
        {
            gates[i] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        async Task<int> Work(int item, CancellationToken stop)
        {
            if (item == 3)
            {
                gates[0].SetResult();
            }

            await (item == 0 ? gates[0].Task : Task.CompletedTask).WaitAsync(stop);
            return item * 10;
        }

        Assert.Equal([0, 10, 20, 30], await OrderedParallel.SelectAsync([0, 1, 2, 3], 4, Work, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task SelectAsync_EndlessSource_TakesNoMoreThanItsDegreeAhead()
    {
        int taken = 0;
        IEnumerable<int> Endless()
        {
            while (true)
            {
                yield return Interlocked.Increment(ref taken);
            }
        }

        var never = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using IAsyncEnumerator<int> results = OrderedParallel
            .SelectAsync(Endless(), 5, (item, stop) => item == 1 ? Task.FromResult(item) : never.Task.WaitAsync(stop), Token)
            .GetAsyncEnumerator(Token);
        Assert.True(await results.MoveNextAsync());
        Assert.Equal(1, results.Current);
        Assert.InRange(Volatile.Read(ref taken), 1, 6);
    }

    [Fact]
    public async Task SelectAsync_Cancelled_WaitsForWhatWasStarted()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        int ended = 0;
        async Task<int> Work(int item, CancellationToken cancellationToken)
        {
            try
            {
                if (item == 2)
                {
                    await stop.CancelAsync();
                }

                await Task.Delay(Timeout.Infinite, cancellationToken);
                return item;
            }
            finally
            {
                Interlocked.Increment(ref ended);
            }
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await OrderedParallel.SelectAsync([1, 2], 4, Work, stop.Token).ToListAsync(Token));
        Assert.InRange(ended, 1, 2);
    }
}

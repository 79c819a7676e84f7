using System.Runtime.CompilerServices;

namespace Digits.Cli;

/// <summary>Does work for many items side by side and hands the results out in the items' order.</summary>
internal static class OrderedParallel
{
    /// <summary>Starts work for so many items at once, and takes no further one before the oldest result has been taken: memory has its bound.</summary>
    /// <param name="source">The items, enumerated as they are needed.</param>
    /// <param name="degree">How many are worked on at once, at least 1.</param>
    /// <param name="work">What is done for each.</param>
    /// <param name="cancellationToken">Ends it; what was started is waited for.</param>
    public static async IAsyncEnumerable<TResult> SelectAsync<TSource, TResult>(
        IEnumerable<TSource> source,
        int degree,
        Func<TSource, CancellationToken, Task<TResult>> work,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Queue<Task<TResult>>(degree);
        try
        {
            foreach (TSource item in source)
            {
                while (running.Count == degree || (running.TryPeek(out Task<TResult>? oldest) && oldest.IsCompleted))
                {
                    yield return await running.Dequeue();
                }

                cancellationToken.ThrowIfCancellationRequested();
                running.Enqueue(Task.Run(() => work(item, stop.Token), stop.Token));
            }

            while (running.TryDequeue(out Task<TResult>? next))
            {
                yield return await next;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

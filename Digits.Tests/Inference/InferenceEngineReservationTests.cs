using Digits.Core.Inference;
using Digits.Tests.Support;

namespace Digits.Tests.Inference;

public sealed class InferenceEngineReservationTests : IAsyncDisposable
{
    private const int Capacity = 10;
    private const int Threads = 4;

    private readonly InferenceEngine _engine = new(new SessionPool([new FakeSession()]), 16, Capacity);

    [Fact]
    public void TryReserve_UpToTheCapacity_Succeeds() => Assert.True(_engine.TryReserve(Capacity));

    [Fact]
    public void TryReserve_OneMoreThanTheCapacity_Fails() => Assert.False(_engine.TryReserve(Capacity + 1));

    [Fact]
    public void TryReserve_GroupThatDoesNotFit_TakesNoPlace()
    {
        Assert.True(_engine.TryReserve(6));
        Assert.False(_engine.TryReserve(5));
        Assert.True(_engine.TryReserve(4));
    }

    [Fact]
    public void TryReserve_AfterRelease_FindsThePlacesFree()
    {
        Assert.True(_engine.TryReserve(Capacity));
        _engine.Release(3);
        Assert.True(_engine.TryReserve(3));
        Assert.False(_engine.TryReserve(1));
    }

    [Fact]
    public void TryReserve_GroupPastTheRangeOfInt_Fails()
    {
        Assert.True(_engine.TryReserve(1));
        Assert.False(_engine.TryReserve(int.MaxValue));
    }

    [Fact]
    public void TryReserve_ManyThreads_NeverHoldMoreThanTheCapacity()
    {
        int held = 0;
        int most = 0;
        RunOnThreads(thread =>
        {
            Random random = new(thread);
            for (int i = 0; i < 20_000; i++)
            {
                int places = random.Next(1, 8);
                if (_engine.TryReserve(places))
                {
                    int now = Interlocked.Add(ref held, places);
                    InterlockedMax(ref most, now);
                    Interlocked.Add(ref held, -places);
                    _engine.Release(places);
                }
            }
        });

        Assert.InRange(most, 1, Capacity);
        Assert.True(_engine.TryReserve(Capacity));
    }

    // A group that is refused must not take the room away from a single request, not even for a moment.
    [Fact]
    public void TryReserve_BesideRefusedGroups_IsNotRefused()
    {
        int refused = 0;
        using Barrier start = new(Threads);
        RunOnThreads(thread =>
        {
            start.SignalAndWait();
            for (int i = 0; i < 100_000; i++)
            {
                if (thread > 0)
                {
                    _engine.TryReserve(Capacity + 1);
                }
                else if (_engine.TryReserve(1))
                {
                    _engine.Release(1);
                }
                else
                {
                    refused++;
                }
            }
        });

        Assert.Equal(0, refused);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private static void RunOnThreads(Action<int> work)
    {
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(index => new Thread(() => work(index)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen = Volatile.Read(ref most);
        while (seen < value)
        {
            int before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}

using Digits.Core.Inference;
using Digits.Tests.Support;

namespace Digits.Tests.Inference;

public sealed class InferenceEngineReservationTests : IAsyncDisposable
{
    private const int Capacity = 10;
    private const int Threads = 4;

    private readonly InferenceEngine _engine = new(new SessionPool([new FakeSession()]), 16, Capacity);
    private int _held;

    [Fact]
    public void TryReserve_UpToTheCapacity_Succeeds() => Assert.True(TryReserve(Capacity));

    [Fact]
    public void TryReserve_OneMoreThanTheCapacity_Fails() => Assert.False(TryReserve(Capacity + 1));

    [Fact]
    public void TryReserve_GroupThatDoesNotFit_TakesNoPlace()
    {
        Assert.True(TryReserve(6));
        Assert.False(TryReserve(5));
        Assert.True(TryReserve(4));
    }

    [Fact]
    public void TryReserve_PlacesThatAreKeptForOthers_Fails()
    {
        Assert.True(_engine.TryReserve(Capacity - 3, kept: 3));
        Assert.False(_engine.TryReserve(1, kept: 3));
        Assert.True(_engine.TryReserve(3));
        _engine.Release(Capacity);
    }

    [Fact]
    public void TryReserve_AfterRelease_FindsThePlacesFree()
    {
        Assert.True(TryReserve(Capacity));
        Release(3);
        Assert.True(TryReserve(3));
        Assert.False(TryReserve(1));
    }

    [Fact]
    public void TryReserve_GroupPastTheRangeOfInt_Fails()
    {
        Assert.True(TryReserve(1));
        Assert.False(TryReserve(int.MaxValue));
    }

    [Fact]
    public void TryReserve_ManyThreads_NeverHoldMoreThanTheCapacity()
    {
        int held = 0;
        var peak = new Peak();
        SideBySide.Run(Threads, thread =>
        {
            Random random = new(thread);
            for (int i = 0; i < 20_000; i++)
            {
                int places = random.Next(1, 8);
                if (TryReserve(places))
                {
                    peak.Reach(Interlocked.Add(ref held, places));
                    Interlocked.Add(ref held, -places);
                    Release(places);
                }
            }
        });

        Assert.InRange(peak.Most, 1, Capacity);
        Assert.True(TryReserve(Capacity));
    }

    // A group that is refused must not take the room away from a single request, not even for a moment.
    [Fact]
    public void TryReserve_BesideRefusedGroups_IsNotRefused()
    {
        int refused = 0;
        using Barrier start = new(Threads);
        SideBySide.Run(Threads, thread =>
        {
            start.SignalAndWait();
            for (int i = 0; i < 100_000; i++)
            {
                if (thread > 0)
                {
                    TryReserve(Capacity + 1);
                }
                else if (TryReserve(1))
                {
                    Release(1);
                }
                else
                {
                    refused++;
                }
            }
        });

        Assert.Equal(0, refused);
    }

    public ValueTask DisposeAsync()
    {
        // The engine waits for every place that it has given.
        _engine.Release(_held);
        return _engine.DisposeAsync();
    }

    private bool TryReserve(int places)
    {
        bool given = _engine.TryReserve(places);
        Interlocked.Add(ref _held, given ? places : 0);
        return given;
    }

    private void Release(int places)
    {
        Interlocked.Add(ref _held, -places);
        _engine.Release(places);
    }
}

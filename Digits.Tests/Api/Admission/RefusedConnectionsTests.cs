using Digits.Api.Admission;
using Digits.Api.Hosting;
using Digits.Core.Recognition;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Digits.Tests.Api.Admission;

public sealed class RefusedConnectionsTests : IDisposable
{
    private static readonly int EachSecond = RefusedConnections.EachSecond * Environment.ProcessorCount;

    private readonly FakeTimeProvider _clock = new();
    // Nothing is recognised here: a draining that is only begun asks no recogniser.
    private readonly Draining _draining = new(Options.Create(new ApiOptions()), null!, NullLogger<Draining>.Instance);
    private readonly Lanes _lanes;
    private readonly RefusedConnections _connections;

    public RefusedConnectionsTests()
    {
        _lanes = new Lanes(Options.Create(new ApiOptions { PixelPlaces = 1 }), Options.Create(new RecognitionOptions()), _clock);
        _connections = new RefusedConnections(_lanes, _draining, _clock);
        Assert.True(_lanes.Pixels.TryTake(out _));
        Assert.False(_lanes.Pixels.HasPlace());
    }

    [Fact]
    public void Wait_OfAFew_IsNone() =>
        Assert.All(Waits(RefusedConnections.Burst), wait => Assert.True(wait.IsCompletedSuccessfully && !wait.Result));

    [Fact]
    public async Task Wait_OfMany_EndsInTurn()
    {
        Waits(RefusedConnections.Burst);
        Task<bool>[] held = Waits(EachSecond);
        Assert.All(held, wait => Assert.False(wait.IsCompleted));
        Assert.Equal(1, _connections.Seconds, 0.01);

        await PassAsync(TimeSpan.FromSeconds(0.5));
        await Task.WhenAll(held[..(EachSecond * 2 / 5)]);
        Assert.All(held[(EachSecond * 3 / 5)..], wait => Assert.False(wait.IsCompleted));

        await PassAsync(TimeSpan.FromSeconds(0.7));
        Assert.All(await Task.WhenAll(held), Assert.True);
        Assert.Equal(0, _connections.Seconds);
    }

    [Fact]
    public async Task Wait_OnceNoLaneWasFullForAWhile_EndsSoon()
    {
        Waits(RefusedConnections.Burst);
        Task<bool>[] held = Waits(4 * EachSecond);
        for (int i = 0; i < 90; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        await Task.WhenAll(held);
    }

    [Fact]
    public async Task Wait_WhileTheProcessStops_Ends()
    {
        Waits(RefusedConnections.Burst);
        Task<bool>[] held = Waits(4 * EachSecond);
        _draining.Begin();
        _clock.Advance(TimeSpan.FromMilliseconds(10));
        await Task.WhenAll(held);
    }

    [Fact]
    public async Task Wait_OfClientsThatLeave_EndsAndTakesNoTurnOfOthers()
    {
        Waits(RefusedConnections.Burst);
        using var leaving = new CancellationTokenSource();
        Task<bool>[] left = WaitsOf(4 * EachSecond, leaving.Token);
        Task<bool>[] stayed = Waits(1);
        Assert.Equal((4 * EachSecond) + 1, _connections.Held);

        await leaving.CancelAsync();
        await Task.WhenAll(left);
        Assert.Equal(1, _connections.Held);
        Assert.False(stayed[0].IsCompleted);

        await PassAsync(TimeSpan.FromMilliseconds(20));
        await Task.WhenAll(stayed);
    }

    [Fact]
    public void Wait_OfAConnectionThatWaits_IsNone()
    {
        Waits(RefusedConnections.Burst);
        var connection = new RefusedConnection();
        Assert.False(_connections.WaitAsync(connection, CancellationToken.None).AsTask().IsCompleted);
        Assert.True(_connections.WaitAsync(connection, CancellationToken.None).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Wait_OfAConnectionThatHasWaited_IsAnotherOne()
    {
        Waits(RefusedConnections.Burst);
        var connection = new RefusedConnection();
        for (int i = 0; i < 2; i++)
        {
            Task<bool> wait = _connections.WaitAsync(connection, CancellationToken.None).AsTask();
            Assert.False(wait.IsCompleted);
            await PassAsync(TimeSpan.FromMilliseconds(200));
            await wait;
            Waits(RefusedConnections.Burst);
        }
    }

    public void Dispose() => _connections.Dispose();

    /// <summary>Lets time pass in which the lane stays full.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        for (TimeSpan passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromMilliseconds(10))
        {
            Assert.False(_lanes.Pixels.HasPlace());
            _clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }
    }

    private Task<bool>[] Waits(int count) => WaitsOf(count, CancellationToken.None);

    private Task<bool>[] WaitsOf(int count, CancellationToken gone) =>
        [.. Enumerable.Range(0, count).Select(_ => _connections.WaitAsync(new RefusedConnection(), gone).AsTask())];
}

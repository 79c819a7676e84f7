using Digits.Api.Admission;
using Microsoft.Extensions.Time.Testing;

namespace Digits.Tests.Api.Admission;

public sealed class LaneTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void TryTake_PastThePlaces_FailsUntilOneIsReleased()
    {
        Lane lane = New(places: 2);
        Assert.True(lane.TryTake(out Place first));
        Assert.True(lane.TryTake(out _));
        Assert.False(lane.HasPlace());
        Assert.False(lane.TryTake(out _));
        lane.Release(first);
        Assert.True(lane.HasPlace());
        Assert.True(lane.TryTake(out _));
    }

    [Fact]
    public void RetryAfter_BeforeAnythingWasMeasured_IsASecond() => Assert.Equal(1, New().RetryAfter());

    [Fact]
    public void RetryAfter_OfALongerQueue_IsLonger()
    {
        Lane lane = New();
        AnswerOne(lane, TimeSpan.FromSeconds(2));
        List<int> seconds = [];
        for (int i = 0; i < 3; i++)
        {
            Assert.True(lane.TryTake(out _));
            seconds.Add(lane.RetryAfter());
        }

        Assert.Equal([2, 4, 6], seconds);
    }

    [Fact]
    public void RetryAfter_OfPartsOfASecond_IsRoundedUp()
    {
        Lane lane = New();
        AnswerOne(lane, TimeSpan.FromSeconds(0.7));
        lane.TryTake(out _);
        lane.TryTake(out _);
        Assert.Equal(2, lane.RetryAfter());
    }

    [Fact]
    public void RetryAfter_OfSeveralThatLeaveTogether_CountsTheTimeOfEach()
    {
        Lane lane = New();
        lane.TryTake(out Place first);
        lane.TryTake(out Place second);
        _clock.Advance(TimeSpan.FromSeconds(8));
        lane.Release(second);
        lane.TryTake(out _);
        Assert.Equal(8, lane.RetryAfter());
        lane.Release(first);
    }

    [Fact]
    public void RetryAfter_OfAnEndlessQueue_IsBounded()
    {
        Lane lane = New(mostSeconds: 5);
        AnswerOne(lane, TimeSpan.FromHours(1));
        lane.TryTake(out _);
        Assert.Equal(5, lane.RetryAfter());
    }

    [Fact]
    public void RetryAfter_WhereThereIsAnotherReason_IsTheLongerOfBoth()
    {
        Lane lane = New();
        AnswerOne(lane, TimeSpan.FromSeconds(2));
        lane.TryTake(out _);
        Assert.Equal((2, 4), (lane.RetryAfter(1.5), lane.RetryAfter(3.5)));
    }

    [Fact]
    public void WasFull_HalfASecondAfterTheLastWasRefused_IsOver()
    {
        Lane lane = New(places: 1);
        Assert.False(lane.WasFull);
        lane.TryTake(out Place place);
        Assert.False(lane.WasFull);
        Assert.False(lane.HasPlace());
        lane.Release(place);
        Assert.True(lane.WasFull);
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.False(lane.WasFull);
    }

    private Lane New(int places = 10, int mostSeconds = 30) => new(places, mostSeconds, _clock);

    private void AnswerOne(Lane lane, TimeSpan takes)
    {
        Assert.True(lane.TryTake(out Place place));
        _clock.Advance(takes);
        lane.Release(place);
    }
}

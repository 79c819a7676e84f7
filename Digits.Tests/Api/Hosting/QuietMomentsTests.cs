using Digits.Api.Hosting;

namespace Digits.Tests.Api.Hosting;

public sealed class QuietMomentsTests
{
    private const long Base = 120L << 20;
    private const long Rush = 300L << 20;

    [Fact]
    public void IsDue_AtTheStart_IsFalse() => Assert.False(new QuietMoments().IsDue(Rush, TimeSpan.Zero));

    [Fact]
    public void IsDue_WhileBusy_IsFalse()
    {
        QuietMoments moments = AfterStart();
        Assert.False(moments.IsDue(Rush, QuietMemory.Interval));
        Assert.False(moments.IsDue(Rush, 2 * QuietMemory.Interval));
    }

    [Fact]
    public void IsDue_QuietAfterARush_IsTrueUntilMemoryWasGivenBack()
    {
        QuietMoments moments = AfterStart();
        moments.IsDue(Rush, QuietMemory.Interval);
        Assert.True(moments.IsDue(Rush, QuietMemory.Interval));
        moments.Begin(Base);
        Assert.False(moments.IsDue(Base, QuietMemory.Interval));
    }

    // What cannot be given back is not asked for again and again.
    [Fact]
    public void IsDue_WhereLittleCameBack_IsFalse()
    {
        QuietMoments moments = AfterStart();
        Assert.True(moments.IsDue(Rush, TimeSpan.Zero));
        moments.Begin(Rush - 1);
        Assert.False(moments.IsDue(Rush, TimeSpan.Zero));
    }

    private static QuietMoments AfterStart()
    {
        var moments = new QuietMoments();
        moments.IsDue(Base, TimeSpan.Zero);
        return moments;
    }
}

using System.Net;
using Digits.Api.Access;
using Digits.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Digits.Tests.Api.Access;

public sealed class CallerBudgetsTests
{
    private static readonly CallerId Someone = CallerId.Of(IPAddress.Parse("192.0.2.1"));

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Permits_OfABurst_AreThereAtOnceAndNoMore()
    {
        CallerBudgets budgets = Make(permitsPerSecond: 2, burst: 3);
        Budget[] taken = [.. Enumerable.Range(0, 4).Select(_ => budgets.Take(Someone, 1, 1))];
        Assert.Equal([(true, 2L), (true, 1L), (true, 0L), (false, 0L)], taken.Select(budget => (budget.IsTaken, budget.Remaining)));
        Assert.Equal(
            [TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(0.5)],
            taken.Select(budget => budget.Wait));
    }

    [Fact]
    public void Permits_AsTimePasses_ComeBackAtTheRateUpToTheBurst()
    {
        CallerBudgets budgets = Make(permitsPerSecond: 2, burst: 3);
        budgets.Take(Someone, 3, 3);
        _time.Advance(TimeSpan.FromSeconds(0.4));
        Assert.False(budgets.Take(Someone, 1, 1).IsTaken);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(budgets.Take(Someone, 1, 1).IsTaken);
        _time.Advance(TimeSpan.FromSeconds(1000));
        Assert.Equal(2, budgets.Take(Someone, 1, 1).Remaining);
    }

    [Fact]
    public void Permits_MoreThanAreLeft_AreNotTakenAtAll()
    {
        CallerBudgets budgets = Make(permitsPerSecond: 1, burst: 10);
        budgets.Take(Someone, 4, 4);
        Budget refused = budgets.Take(Someone, 7, 10);
        Assert.Equal((false, 6L, 4), (refused.IsTaken, refused.Remaining, refused.WaitSeconds));
        Assert.True(budgets.Take(Someone, 6, 6).IsTaken);
    }

    [Fact]
    public void Permits_OfOneCaller_AreNotAnothers()
    {
        CallerBudgets budgets = Make(permitsPerSecond: 1, burst: 1);
        Assert.True(budgets.Take(Someone, 1, 1).IsTaken);
        Assert.True(budgets.Take(CallerId.Of(IPAddress.Parse("192.0.2.2")), 1, 1).IsTaken);
        Assert.True(budgets.Take(new CallerId("front-end", 0), 1, 1).IsTaken);
        Assert.False(budgets.Take(Someone, 1, 1).IsTaken);
    }

    // A million addresses, of which the first have gone quiet.
    [Fact]
    public void Callers_WhoseTimeHasPassed_AreForgottenWhereThereAreTooMany()
    {
        CallerBudgets budgets = Make(permitsPerSecond: 1, burst: 1);
        for (uint address = 0; address < 1_000_000; address++)
        {
            if (address % 50_000 == 0)
            {
                _time.Advance(TimeSpan.FromSeconds(2));
            }

            Assert.True(budgets.Take(new CallerId(null, address), 1, 1).IsTaken);
            Assert.InRange(budgets.Count, 1, CallerBudgets.MostCallers);
        }
    }

    [Fact]
    public void Callers_WhereTooManyAreRemembered_ShareABudget()
    {
        CallerBudgets budgets = Make(permitsPerSecond: 0.001, burst: 1);
        for (uint address = 0; address < CallerBudgets.MostCallers; address++)
        {
            budgets.Take(new CallerId(null, address + 1), 1, 1);
        }

        Assert.True(budgets.Take(new CallerId("one", 0), 1, 1).IsTaken);
        Assert.False(budgets.Take(new CallerId("another", 0), 1, 1).IsTaken);
        Assert.InRange(budgets.Count, CallerBudgets.MostCallers, CallerBudgets.MostCallers + 1);
    }

    [Fact]
    public void Permits_TakenByManyThreads_AreNeverMoreThanTheBurst()
    {
        CallerBudgets budgets = Make(permitsPerSecond: 0.001, burst: 1000);
        int taken = 0;
        SideBySide.Run(4, _ =>
        {
            for (int i = 0; i < 1000; i++)
            {
                if (budgets.Take(Someone, 1, 1).IsTaken)
                {
                    Interlocked.Increment(ref taken);
                }
            }
        });
        Assert.Equal((1000, 1), (taken, budgets.Count));
    }

    [Theory]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::2", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("0.0.0.1", "::1", false)]
    public void Address_OfTheSameNetwork_IsTheSameCaller(string one, string another, bool isSame) =>
        Assert.Equal(isSame, CallerId.Of(IPAddress.Parse(one)) == CallerId.Of(IPAddress.Parse(another)));

    private CallerBudgets Make(double permitsPerSecond, int burst) => new(permitsPerSecond, burst, _time);
}

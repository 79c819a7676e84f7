using Digits.Fuzz.Requests;
using Digits.Fuzz.Running;

namespace Digits.Tests.Fuzz;

/// <summary>Damaged requests at random over sockets. The command in Digits.Fuzz sends as many as one likes.</summary>
public sealed class FuzzRunTests
{
    private const int Seed = 20260107;
    private const int Cases = 20_000;
    private const long MostGrowthMegabytes = 96;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Service_TwentyThousandDamagedRequests_AnswersEachWithinTheContract()
    {
        using FuzzedService service = await FuzzedService.StartAsync("DeadlineSeconds=50");
        var run = new FuzzRun(service.Address, Seed, Deadline);
        await run.RunAsync(0, Cases / 10, workers: 4, TestContext.Current.CancellationToken);
        long warm = service.Resident;
        await run.RunAsync(Cases / 10, Cases - (Cases / 10), workers: 4, TestContext.Current.CancellationToken);
        Assert.Equal(string.Empty, string.Join('\n', run.Tally.Failures));
        Assert.Equal(Cases, run.Tally.Cases);
        Assert.InRange(service.Resident - warm, long.MinValue, MostGrowthMegabytes);
    }

    // By its number alone, whatever was made before it.
    [Fact]
    public void Make_SameSeedAndNumber_GivesTheSameRequest()
    {
        foreach (long number in (long[])[0, 1, 77, 999_999, long.MaxValue])
        {
            FuzzCase first = CaseMaker.Make(Seed, number);
            CaseMaker.Make(Seed, number ^ 1);
            Assert.Equal(first.Request, CaseMaker.Make(Seed, number).Request);
        }
    }
}

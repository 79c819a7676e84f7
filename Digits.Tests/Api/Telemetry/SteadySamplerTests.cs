using System.Diagnostics;
using Digits.Api.Telemetry;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry.Trace;

namespace Digits.Tests.Api.Telemetry;

public sealed class SteadySamplerTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void ShouldSample_OfMoreThanASecondHas_TakesTheFirst()
    {
        var sampler = new SteadySampler(3, _time);
        Assert.Equal([true, true, true, false, false], Ask(sampler, 5));
    }

    [Fact]
    public void ShouldSample_InTheNextSecond_TakesAsManyAgain()
    {
        var sampler = new SteadySampler(2, _time);
        Ask(sampler, 100);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([true, true, false], Ask(sampler, 3));
    }

    [Fact]
    public void ShouldSample_AfterARest_TakesNoMoreThanASecondHas()
    {
        var sampler = new SteadySampler(2, _time);
        Ask(sampler, 1);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([true, true, false], Ask(sampler, 3));
    }

    private static bool[] Ask(SteadySampler sampler, int times) =>
        [.. Enumerable.Range(0, times).Select(_ => sampler.ShouldSample(new SamplingParameters(default, ActivityTraceId.CreateRandom(), "HTTP", ActivityKind.Server)).Decision == SamplingDecision.RecordAndSample)];
}

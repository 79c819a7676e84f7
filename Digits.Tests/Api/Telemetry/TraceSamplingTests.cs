using System.Diagnostics;
using Digits.Api.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using OpenTelemetry.Trace;

namespace Digits.Tests.Api.Telemetry;

public sealed class TraceSamplingTests
{
    private const string Kind = "OTEL_TRACES_SAMPLER";
    private const string Argument = "OTEL_TRACES_SAMPLER_ARG";

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("always_on", true)]
    [InlineData("always_off", false)]
    [InlineData("parentbased_always_on", true)]
    [InlineData("parentbased_always_off", false)]
    [InlineData("traceidratio", true)]
    [InlineData("parentbased_traceidratio", true)]
    public void Find_WithoutACaller_TakesWhatTheVariableSays(string? kind, bool expected) =>
        Assert.Equal(expected, IsTaken(Find((Kind, kind)), parent: null));

    [Theory]
    [InlineData(null, true, true)]
    [InlineData(null, false, false)]
    [InlineData("parentbased_always_off", true, true)]
    [InlineData("parentbased_always_on", false, false)]
    [InlineData("always_off", true, false)]
    [InlineData("always_on", false, true)]
    public void Find_WithACallerThatDecided_HoldsToItWhereBasedOnParents(string? kind, bool isSampled, bool expected) =>
        Assert.Equal(expected, IsTaken(Find((Kind, kind)), isSampled ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 400)]
    [InlineData("0.5", 200)]
    public void Find_WithAShare_TakesAboutThatMany(string share, int expected)
    {
        Sampler sampler = Find((Kind, "traceidratio"), (Argument, share));
        Assert.InRange(Enumerable.Range(0, 400).Count(_ => IsTaken(sampler, parent: null)), expected * 0.7, expected * 1.3);
    }

    [Theory]
    [InlineData(Kind, "xray")]
    [InlineData(Kind, "AlwaysOn")]
    [InlineData(Argument, "1%")]
    [InlineData(Argument, "2")]
    [InlineData(Argument, "NaN")]
    public void Find_WithAValueThatIsNone_NamesIt(string key, string value)
    {
        (string, string?)[] settings = key == Kind ? [(key, value)] : [(Kind, "traceidratio"), (key, value)];
        OptionsValidationException error = Assert.Throws<OptionsValidationException>(() => Find(settings));
        Assert.StartsWith(key + " must", Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    private static Sampler Find(params (string Key, string? Value)[] settings) => TraceSampling.Find(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
        .Build());

    private static bool IsTaken(Sampler sampler, ActivityTraceFlags? parent)
    {
        var trace = ActivityTraceId.CreateRandom();
        ActivityContext caller = parent is { } flags ? new(trace, ActivitySpanId.CreateRandom(), flags, isRemote: true) : default;
        return sampler.ShouldSample(new SamplingParameters(caller, trace, "HTTP", ActivityKind.Server)).Decision == SamplingDecision.RecordAndSample;
    }
}

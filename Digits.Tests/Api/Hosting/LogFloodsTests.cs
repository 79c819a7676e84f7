using System.Globalization;
using Digits.Api.Hosting;
using Digits.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Digits.Tests.Api.Hosting;

public sealed class LogFloodsTests : IDisposable
{
    private const string Failed = "{Path} failed with {Slug}";

    private readonly CapturedLog _log = new();
    private readonly LogFloods _floods = new();
    private readonly Logger _logger;

    public LogFloodsTests() => _logger = new LoggerConfiguration().MinimumLevel.Verbose().Filter.With(_floods).WriteTo.Sink(_log).CreateLogger();

    [Fact]
    public void Lines_AsManyAsAllowed_AreWrittenAndNotSummed()
    {
        Fail(LogFloods.MostOfAKind, "not-found");
        _floods.Tell(_logger);
        Assert.Equal(LogFloods.MostOfAKind, _log.Take().Count);
    }

    [Fact]
    public void Lines_BeyondThat_AreOneWithTheirNumberKindAndLevel()
    {
        Fail(LogFloods.MostOfAKind + 1000, "overloaded", LogEventLevel.Warning);
        _floods.Tell(_logger);
        List<LogEvent> lines = _log.Take();
        Assert.Equal(LogFloods.MostOfAKind + 1, lines.Count);
        Assert.Equal(("1000", "\"overloaded\"", LogEventLevel.Warning), Sum(lines[^1]));
    }

    [Fact]
    public void Lines_OfTheNextSecond_AreWrittenAgain()
    {
        Fail(LogFloods.MostOfAKind + 1, "not-found");
        _floods.Tell(_logger);
        _log.Take();
        Fail(1, "not-found");
        _floods.Tell(_logger);
        Assert.Single(_log.Take());
    }

    [Fact]
    public void Lines_OfAnotherSlug_AreNotLeftOutWithThem()
    {
        Fail(LogFloods.MostOfAKind + 1, "not-found");
        _log.Take();
        Fail(1, "internal-error", LogEventLevel.Error);
        Assert.Single(_log.Take());
    }

    [Fact]
    public void Lines_WithoutASlug_AreAKindByTheirTemplate()
    {
        for (int i = 0; i < LogFloods.MostOfAKind + 5; i++)
        {
            _logger.Warning("Connection {Id} was closed", i);
        }

        _floods.Tell(_logger);
        Assert.Equal(("5", "\"Connection {Id} was closed\"", LogEventLevel.Warning), Sum(_log.Take()[^1]));
    }

    [Fact]
    public void Lines_OfEveryKindThereCouldBe_AreFewInASecond()
    {
        for (int kind = 0; kind < 1000; kind++)
        {
            Fail(LogFloods.MostOfAKind + 1, $"kind-{kind}");
        }

        _floods.Tell(_logger);
        List<LogEvent> lines = _log.Take();
        Assert.InRange(lines.Count, 2, LogFloods.Most);
        int leftOut = lines.Where(line => line.Properties.ContainsKey("LinesLeftOut")).Sum(line => int.Parse(Sum(line).Count, CultureInfo.InvariantCulture));
        Assert.Equal(1000 * (LogFloods.MostOfAKind + 1), lines.Count(line => !line.Properties.ContainsKey("LinesLeftOut")) + leftOut);
    }

    [Fact]
    public void Lines_UnderInformation_AreAllWritten()
    {
        Fail(1000, "not-found", LogEventLevel.Debug);
        Assert.Equal(1000, _log.Take().Count);
    }

    [Fact]
    public void Line_OfAKindOfWhichThereWereEnough_IsNotMade()
    {
        Assert.False(_floods.LeavesOut("not-found", LogEventLevel.Information));
        Fail(LogFloods.MostOfAKind, "not-found");
        _log.Take();
        Assert.True(_floods.LeavesOut("not-found", LogEventLevel.Information));
        _floods.Tell(_logger);
        Assert.Equal("1", Sum(Assert.Single(_log.Take())).Count);
        Assert.False(_floods.LeavesOut("not-found", LogEventLevel.Information));
    }

    [Fact]
    public void Watch_EverySecond_Tells()
    {
        var clock = new FakeTimeProvider();
        _floods.Watch(_logger, clock);
        Fail(LogFloods.MostOfAKind + 1, "not-found");
        _log.Take();
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(_log.Take());
    }

    public void Dispose()
    {
        _floods.Dispose();
        _logger.Dispose();
    }

    private void Fail(int times, string slug, LogEventLevel level = LogEventLevel.Information)
    {
        for (int i = 0; i < times; i++)
        {
            _logger.Write(level, Failed, "/nowhere", slug);
        }
    }

    private static (string Count, string Kind, LogEventLevel Level) Sum(LogEvent line) =>
        ($"{line.Properties["LinesLeftOut"]}", $"{line.Properties["Kind"]}", line.Level);
}

using System.Globalization;
using Digits.Api.Hosting;
using Digits.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace Digits.Tests.Api.Hosting;

public sealed class LogSettingsTests : IDisposable
{
    private const int Patience = 60_000;

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("Konsole", "WriteTo:0:Name", "Konsole")]
    [InlineData("Konsole", "WriteTo:0:Name", "Async", "WriteTo:0:Args:configure:0:Name", "Konsole")]
    [InlineData("File", "WriteTo:0:Name", "File")]
    [InlineData("pth", "WriteTo:0:Name", "File", "WriteTo:0:Args:pth", "a.log")]
    [InlineData("Nobody", "WriteTo:0:Name", "Console", "WriteTo:0:Args:formatter", "Nobody, Nowhere")]
    [InlineData("Dayly", "WriteTo:0:Name", "File", "WriteTo:0:Args:path", "a.log", "WriteTo:0:Args:rollingInterval", "Dayly")]
    [InlineData("WriteTo:0:Args:templat is no argument of Console; there are ", "WriteTo:0:Name", "Console", "WriteTo:0:Args:templat", "x")]
    [InlineData("WriteTo:0:Args:configure:0:Args:templat is", "WriteTo:0:Name", "Async", "WriteTo:0:Args:configure:0:Name", "Console", "WriteTo:0:Args:configure:0:Args:templat", "x")]
    [InlineData("WriteTo:0:Name", "WriteTo:0:Nam", "Console")]
    [InlineData("Serilog:WriteTo is a list", "WriteTo", "Console")]
    [InlineData("Serilog:WritTo ", "WritTo:0:Name", "Console")]
    [InlineData("Nowhere", "Using:0", "Serilog.Sinks.Nowhere")]
    [InlineData("WithNothing", "Enrich:0", "WithNothing")]
    [InlineData("Serilog:MinimumLevel is Loud", "MinimumLevel", "Loud")]
    [InlineData("Serilog:MinimumLevel:Default is Loud", "MinimumLevel:Default", "Loud")]
    [InlineData("Serilog:MinimumLevel:Defualt ", "MinimumLevel:Defualt", "Debug")]
    [InlineData("Serilog:MinimumLevel:Override:Microsoft is Loud", "MinimumLevel:Override:Microsoft", "Loud")]
    [InlineData("Serilog:MinimumLevel:ControlledBy is $none", "MinimumLevel:ControlledBy", "$none")]
    [InlineData("Serilog:LevelSwitches:$some is Loud", "LevelSwitches:$some", "Loud")]
    public void Section_WithAFault_IsRefusedByItsName(string name, params string[] settings)
    {
        OptionsValidationException error = Assert.Throws<OptionsValidationException>(() => Create(Configuration(settings)));
        Assert.Contains(name, Assert.Single(error.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("\n", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_ThatCannotBeOpened_IsRefusedByItsName()
    {
        string path = Path.Combine(_folder.Write("file", []), "a.log");
        IConfigurationRoot configuration = Configuration("WriteTo:0:Name", "File", "WriteTo:0:Args:path", path);
        Assert.Contains(path, Assert.Throws<OptionsValidationException>(() => Create(configuration)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MinimumLevel", "debug")]
    [InlineData("MinimumLevel:Default", "Debug")]
    [InlineData("MinimumLevel:Override:A.B", "Debug")]
    [InlineData("MinimumLevel:Override:A", "$some", "LevelSwitches:$some", "Debug")]
    [InlineData("MinimumLevel:ControlledBy", "$some", "LevelSwitches:$some", "Debug")]
    public void Level_InAnyForm_IsTaken(params string[] settings)
    {
        using Logger log = Create(Configuration(settings));
        Assert.True(log.ForContext(Constants.SourceContextPropertyName, "A.B").IsEnabled(LogEventLevel.Debug));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Level_ThatChanges_IsFollowed(bool namesSinks)
    {
        string[] sinks = namesSinks ? ["WriteTo:0:Name", "File", "WriteTo:0:Args:path", Path.Combine(_folder.Path, "a.log")] : [];
        IConfigurationRoot configuration = Configuration(["MinimumLevel:Default", "Information", .. sinks]);
        using Logger log = Create(configuration);
        Assert.False(log.IsEnabled(LogEventLevel.Debug));
        configuration["Serilog:MinimumLevel:Default"] = "Debug";
        configuration.Reload();
        Assert.True(log.IsEnabled(LogEventLevel.Debug));
    }

    [Fact(Timeout = Patience)]
    public async Task Sink_ThatTakesNothing_IsNotWaitedFor()
    {
        using var sink = new HeldSink();
        Logger log = Create(Configuration(
            "Using:0", "Digits.Tests", "WriteTo:0:Name", "Held", "WriteTo:0:Args:name", sink.Name));
        log.Information("one");
        log.Information("two");
        Assert.Equal(0, sink.Lines);
        sink.Release();
        await log.DisposeAsync();
        Assert.Equal(2, sink.Lines);
    }

    [Fact]
    public void Sinks_ThatAreNamed_AreAllWrittenTo()
    {
        string[] files = [Path.Combine(_folder.Path, "a.log"), Path.Combine(_folder.Path, "b.log")];
        using (Logger log = Create(Configuration(
            "WriteTo:0:Name", "File", "WriteTo:0:Args:path", files[0], "WriteTo:1:Name", "File", "WriteTo:1:Args:path", files[1])))
        {
            log.Information("hello");
        }

        Assert.All(files, file => Assert.EndsWith("[INF] hello", Assert.Single(File.ReadAllLines(file)), StringComparison.Ordinal));
    }

    // Where anybody listens there, every request costs an activity and a scope.
    [Theory]
    [InlineData(false)]
    [InlineData(true, "MinimumLevel:Override:Microsoft.AspNetCore.Hosting.Diagnostics", "Information")]
    public void Diagnostics_OfRequests_AreListenedToWhereTheConfigurationAsks(bool areListenedTo, params string[] settings)
    {
        using ServiceProvider services = new ServiceCollection()
            .AddSerilog(LogSettings.Read(Configuration(settings)).CreateLogger(), dispose: true)
            .BuildServiceProvider();
        ILoggerFactory factory = services.GetRequiredService<ILoggerFactory>();
        Assert.Equal(areListenedTo, factory.CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics").IsEnabled(LogLevel.Critical));
        Assert.True(factory.CreateLogger("Microsoft.AspNetCore.Hosting").IsEnabled(LogLevel.Critical));
    }

    [Fact]
    public void Line_ThatIsNoise_IsDropped()
    {
        var log = new CapturedLog();
        using ServiceProvider services = new ServiceCollection()
            .AddSerilog(LogSettings.Read(Configuration()).WriteTo.Sink(log).CreateLogger(), dispose: true)
            .BuildServiceProvider();
        Microsoft.Extensions.Logging.ILogger logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("any");
        logger.Log(LogLevel.Error, new EventId(1, "RequestBodyDrainBodyReaderInvalidState"), "noise", null, (text, _) => text);
        logger.Log(LogLevel.Error, new EventId(1, "Other"), "news", null, (text, _) => text);
        Assert.Equal("news", Assert.Single(log.Take()).RenderMessage(CultureInfo.InvariantCulture));
    }

    public void Dispose() => _folder.Dispose();

    private static Logger Create(IConfigurationRoot configuration) => LogSettings.CreateLogger(configuration, new JsonFormatter(), new LogFloods());

    /// <summary>A section Serilog of keys and values in turn.</summary>
    private static IConfigurationRoot Configuration(params string[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Chunk(2).Select(pair => KeyValuePair.Create($"Serilog:{pair[0]}", (string?)pair[1])))
        .Build();
}

using Digits.Api.Access;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace Digits.Api.Hosting;

/// <summary>Makes the logger that the section Serilog of the configuration describes.</summary>
/// <remarks>
/// A thread of its own writes to the sinks, configured or not. Where they do not keep up and ten thousand lines have piled up, further
/// lines are dropped: requests never wait for the log.
/// </remarks>
internal static class LogSettings
{
    /// <summary>The section that Serilog reads.</summary>
    public const string Section = "Serilog";

    private const string RequestDiagnostics = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>The logger for a configuration, with exactly the sinks that it names, or the console where it names none.</summary>
    /// <param name="configuration">Levels follow its changes; the rest is read once.</param>
    /// <param name="console">How lines look on the console where no sinks are named.</param>
    /// <param name="floods">Leaves lines out where they come in floods.</param>
    /// <exception cref="OptionsValidationException">The section asks for what is not there or cannot be opened.</exception>
    public static Logger CreateLogger(IConfigurationRoot configuration, ITextFormatter console, LogFloods floods)
    {
        string[] faults = [.. LogRules.Faults(configuration.GetSection(Section))];
        if (faults.Length > 0)
        {
            throw new OptionsValidationException(Section, typeof(LoggerConfiguration), faults);
        }

        Logger logger = LogFaults.CreateOrThrow(() => configuration.GetSection(AsyncSinks.Section).GetChildren().Any()
            ? Read(AsyncSinks.Wrap(configuration)).Filter.With(floods).CreateLogger()
            : Read(configuration).Filter.With(floods).WriteTo.Async(sink => sink.Console(console), blockWhenFull: false).CreateLogger());
        faults = [.. SinkArguments.Faults(configuration.GetSection(Section))];
        if (faults.Length > 0)
        {
            logger.Dispose();
            throw new OptionsValidationException(Section, typeof(LoggerConfiguration), faults);
        }

        return logger;
    }

    /// <summary>What the section says, as it stands.</summary>
    public static LoggerConfiguration Read(IConfiguration configuration) => new LoggerConfiguration()

        // Where anybody listens here, the server makes an activity and a scope for each request, a quarter of all that a request allocates,
        // to put its id on every line. FailureLog's line has the id and says what there is to say. The configuration may ask for it.
        .MinimumLevel.Override(RequestDiagnostics, LevelAlias.Off)

        // Which would say the same again in two lines, for each request that bears no key.
        .MinimumLevel.Override(typeof(ApiKeyHandler).FullName!, LogEventLevel.Warning)
        .Filter.With<WithoutDrainNoise>()
        .ReadFrom.Configuration(configuration);
}

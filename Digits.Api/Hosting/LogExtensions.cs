using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace Digits.Api.Hosting;

/// <summary>
/// Logs through Serilog, as the section Serilog of the configuration says. Where that names no sinks, the log goes to the console: lines
/// to read in Development, JSON elsewhere.
/// </summary>
internal static class LogExtensions
{
    private const string Line = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    private static readonly TimeSpan MostTimeToFlush = TimeSpan.FromSeconds(2);

    public static void AddLog(this WebApplicationBuilder builder)
    {
        ITextFormatter console = builder.Environment.IsDevelopment()
            ? new MessageTemplateTextFormatter(Line, CultureInfo.InvariantCulture)
            : new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture);
        var floods = new LogFloods();
        Logger logger = LogSettings.CreateLogger(builder.Configuration, console, floods);
        floods.Watch(logger, TimeProvider.System);
        builder.Services.AddSerilog(logger);
        builder.Services.AddSingleton(floods);
        builder.Services.AddSingleton<FailureLines>();

        // Not left to the host, which would wait for a sink that takes no more: a console that nobody reads is one.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Task.Run(() =>
        {
            floods.Dispose();
            floods.Tell(logger);
            logger.Dispose();
        }).Wait(MostTimeToFlush);
    }
}

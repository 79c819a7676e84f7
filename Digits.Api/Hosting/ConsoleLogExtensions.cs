using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Extensions.Logging;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace Digits.Api.Hosting;

/// <summary>Logs to the console through Serilog: lines to read in Development, JSON elsewhere; levels come from the section Serilog.</summary>
/// <remarks>
/// A thread of its own writes. Where nobody reads the console and ten thousand lines have piled up, further lines are dropped: requests
/// never wait for the log, and shutdown waits two seconds at most.
/// </remarks>
internal static class ConsoleLogExtensions
{
    private const string Line = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    private static readonly TimeSpan MostTimeToFlush = TimeSpan.FromSeconds(2);

    public static void AddConsoleLog(this WebApplicationBuilder builder)
    {
        ITextFormatter formatter = builder.Environment.IsDevelopment()
            ? new MessageTemplateTextFormatter(Line, CultureInfo.InvariantCulture)
            : new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture);
        Logger logger = new LoggerConfiguration()
            .ReadFrom.Configuration(builder.Configuration)
            .Filter.With<WithoutDrainNoise>()
            .WriteTo.Async(sink => sink.Console(formatter), blockWhenFull: false)
            .CreateLogger();
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(logger);

        // Where anybody listens here, the server makes an activity and a scope for each request, a quarter of all that a request allocates,
        // to put its id on every line. FailureLog's line has the id and says what there is to say.
        builder.Logging.AddFilter<SerilogLoggerProvider>("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Task.Run(logger.Dispose).Wait(MostTimeToFlush);
    }
}

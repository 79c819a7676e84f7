using Digits.Api.Access;
using Digits.Api.Errors;
using Digits.Api.Telemetry;
using Serilog.Extensions.Logging;

namespace Digits.Api.Hosting;

/// <summary>Counts a request that failed and writes its line, unless there are too many of its kind to be worth the time.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed partial class FailureLines(LogFloods floods, ServiceMeter meter, ILogger<FailureLog> logger)
{
    private const int MaxText = 100;

    /// <summary>Counts a request that is refused before <see cref="FailureLog"/> would see it, and writes its line.</summary>
    public void Write(HttpContext context, Problem refusal) => Write(context, refusal.Status, refusal.Slug, 0);

    /// <summary>Counts it and writes its line.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">What it was answered with, 400 or above.</param>
    /// <param name="slug">The name of its problem.</param>
    /// <param name="elapsed">How many milliseconds it took.</param>
    public void Write(HttpContext context, int status, string slug, double elapsed)
    {
        meter.CountFailure(status, slug);
        LogLevel level = status switch
        {
            StatusCodes.Status500InternalServerError => LogLevel.Error,
            > StatusCodes.Status500InternalServerError or StatusCodes.Status429TooManyRequests => LogLevel.Warning,
            _ => LogLevel.Information,
        };
        if (!logger.IsEnabled(level) || floods.LeavesOut(slug, LevelConvert.ToSerilogLevel(level)))
        {
            return;
        }

        Exception? error = context.Features.Get<UnexpectedFault>()?.Error;
        string method = Shorten(context.Request.Method);
        string path = Shorten(context.Request.Path.ToUriComponent());
        using IDisposable? trace = TraceParent.BeginScope(logger, context.Request);
        if (ApiKey.NameOf(context) is { } key)
        {
            LogFailureOfKey(level, error, method, path, status, slug, elapsed, context.TraceIdentifier, key);
        }
        else
        {
            LogFailure(level, error, method, path, status, slug, elapsed, context.TraceIdentifier);
        }
    }

    /// <summary>Paths and methods are the client's to choose, so the log takes what tells one apart and no more.</summary>
    private static string Shorten(string text) => text.Length > MaxText ? text[..MaxText] : text;
}

using System.Diagnostics;
using Digits.Api.Errors;

namespace Digits.Api.Hosting;

/// <summary>Sees to it that every request that failed is answered with a problem, and writes one line for it, with the id that its answer bears.</summary>
internal sealed partial class FailureLog(RequestDelegate next, ILogger<FailureLog> logger)
{
    private const int MaxText = 100;

    public async Task InvokeAsync(HttpContext context)
    {
        long started = Stopwatch.GetTimestamp();
        await next(context);
        if (context.Response.BareStatus() is { } problem)
        {
            await problem.WriteAsync(context);
        }

        int status = context.Response.StatusCode;
        if (context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            status = StatusCodes.Status499ClientClosedRequest;
        }

        if (status < StatusCodes.Status400BadRequest)
        {
            return;
        }

        LogLevel level = status switch
        {
            StatusCodes.Status500InternalServerError => LogLevel.Error,
            > StatusCodes.Status500InternalServerError or StatusCodes.Status429TooManyRequests => LogLevel.Warning,
            _ => LogLevel.Information,
        };
        string slug = context.Features.Get<Problem>()?.Slug ?? "none";
        Exception? error = context.Features.Get<UnexpectedFault>()?.Error;
        double elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        string method = Shorten(context.Request.Method);
        string path = Shorten(context.Request.Path.ToUriComponent());
        LogFailure(level, error, method, path, status, slug, elapsed, context.TraceIdentifier);
    }

    /// <summary>Paths and methods are the client's to choose, so the log takes what tells one apart and no more.</summary>
    private static string Shorten(string text) => text.Length > MaxText ? text[..MaxText] : text;
}

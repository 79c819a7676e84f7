using System.Diagnostics;
using Digits.Api.Errors;

namespace Digits.Api.Hosting;

/// <summary>Sees to it that every request that failed is answered with a problem, and writes one line for it, with the id that its answer bears.</summary>
internal sealed class FailureLog(RequestDelegate next, FailureLines lines)
{
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

        lines.Write(context, status, context.Features.Get<Problem>()?.Slug ?? "none", Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }
}

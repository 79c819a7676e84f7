using Digits.Api.Errors;

namespace Digits.Api.Hosting;

/// <summary>
/// Once the process is told to stop, requests that arrive are refused and sent elsewhere; those that had begun are finished, for as
/// long as the host's shutdown timeout allows.
/// </summary>
internal sealed class Draining
{
    private volatile bool _begun;

    /// <summary>True once the process was told to stop.</summary>
    public bool HasBegun => _begun;

    public void Begin() => _begun = true;

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!_begun || context.GetEndpoint()?.Metadata.GetMetadata<RefusedWhileDraining>() is null)
        {
            return next(context);
        }

        context.Response.Headers.Connection = "close";
        return Problem.Draining.WriteAsync(context);
    }
}

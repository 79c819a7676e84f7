using Digits.Core.Recognition;
using Microsoft.Extensions.Options;

namespace Digits.Api.Hosting;

/// <summary>
/// From when the process is told to stop it is not ready, and every answer closes its connection, so that balancers and clients turn to
/// others. Requests are served all the same: for as long as <see cref="ApiOptions.DrainSeconds"/> say new connections are taken, too.
/// </summary>
/// <remarks>What comes after that, the last requests of connections that are open, is <see cref="Connections.ClientListener"/>'s.</remarks>
internal sealed partial class Draining(IOptions<ApiOptions> options, DigitRecognizer recognizer, ILogger<Draining> logger) : IHostedLifecycleService
{
    private volatile bool _begun;

    /// <summary>True once the process was told to stop.</summary>
    public bool HasBegun => _begun;

    public void Begin() => _begun = true;

    /// <summary>Comes first in the pipeline, so that it sees every answer.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // HTTP/2 has frames of its own for it, which the server sends. At the last moment, for a failure takes headers back.
        if (_begun && (HttpProtocol.IsHttp11(context.Request.Protocol) || HttpProtocol.IsHttp10(context.Request.Protocol)))
        {
            context.Response.OnStarting(static response =>
            {
                ((HttpResponse)response).Headers.Connection = "close";
                return Task.CompletedTask;
            }, context.Response);
        }

        return next(context);
    }

    /// <summary>Called by the host before it stops anything. A service that has not been ready yet has no clients to wait for.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait = TimeSpan.FromSeconds(options.Value.DrainSeconds);
        if (recognizer.IsReady && wait > TimeSpan.Zero)
        {
            LogDraining(wait.TotalSeconds);
            await Task.Delay(wait, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 101, Level = LogLevel.Information, Message = "Told to stop: requests are taken for another {Seconds} s")]
    private partial void LogDraining(double seconds);
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Digits.Core.Recognition;

/// <summary>
/// Loads the models while the host is already up, so that liveness answers meanwhile. Where that fails, the host is stopped and the
/// process ends with exit code 1.
/// </summary>
internal sealed partial class ModelLoading(
    DigitRecognizer recognizer, IHostApplicationLifetime lifetime, ILogger<ModelLoading> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await recognizer.LoadAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping before its models were needed.
        }
#pragma warning disable CA1031 // Whatever it was, a service without its models is of no use.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogFailed(error.Message, error is InvalidDataException or DllNotFoundException ? null : error);
            Environment.ExitCode = 1;

            // A host that is told to stop while it starts fails in words of its own.
            var started = new TaskCompletionSource();
            await using CancellationTokenRegistration registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Critical, Message = "The models cannot be loaded: {Reason}")]
    private partial void LogFailed(string reason, Exception? error);
}

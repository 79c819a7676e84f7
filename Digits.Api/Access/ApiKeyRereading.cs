namespace Digits.Api.Access;

/// <summary>Rereads the keys' files every few seconds, so that a key can be replaced without a restart.</summary>
/// <remarks>Mounts of secrets are swapped in ways that the system does not tell of everywhere; a few small files cost next to nothing.</remarks>
internal sealed class ApiKeyRereading(ApiKeys keys) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                keys.Reread();
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }
}

using Microsoft.Extensions.Hosting;

namespace Digits.Core.Recognition;

/// <summary>Loads the models while the host is already up, so that liveness answers meanwhile; a model that fails stops the host.</summary>
internal sealed class ModelLoading(DigitRecognizer recognizer) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => recognizer.LoadAsync(stoppingToken);
}

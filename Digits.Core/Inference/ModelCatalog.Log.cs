using Microsoft.Extensions.Logging;

namespace Digits.Core.Inference;

internal sealed partial class ModelCatalog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Loaded model {Name} version {Version} into {Sessions} sessions")]
    private partial void LogLoaded(string name, string version, int sessions);
}

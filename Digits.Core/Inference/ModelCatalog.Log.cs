using Microsoft.Extensions.Logging;

namespace Digits.Core.Inference;

internal sealed partial class ModelCatalog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Loaded model {Name} version {Version} into {Sessions} sessions")]
    private partial void LogLoaded(string name, string version, int sessions);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "Passed over {Folder}: it is named like a version of a model and holds no model.json")]
    private partial void LogPassedOver(string folder);
}

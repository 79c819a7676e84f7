using Serilog.Core;
using Serilog.Events;

namespace Digits.Api.Hosting;

/// <summary>
/// Drops the server's error, with its stack, for each client that leaves in the middle of an upload: the server finds that it cannot drain
/// the rest of a body whose connection is gone. The request's own line says all that there is to say.
/// </summary>
internal sealed class WithoutDrainNoise : ILogEventFilter
{
    private const string Name = "RequestBodyDrainBodyReaderInvalidState";

    public bool IsEnabled(LogEvent logEvent) =>
        !(logEvent.Properties.TryGetValue("EventId", out LogEventPropertyValue? id)
            && id is StructureValue structure
            && structure.Properties.Any(property => property is { Name: "Name", Value: ScalarValue { Value: Name } }));
}

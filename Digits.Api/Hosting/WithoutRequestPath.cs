using Serilog.Core;
using Serilog.Events;

namespace Digits.Api.Hosting;

/// <summary>Takes the whole request path, which the framework adds to every line, out again: it is the client's, and may be long.</summary>
internal sealed class WithoutRequestPath : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.RemovePropertyIfPresent("RequestPath");
}

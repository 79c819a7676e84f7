using Serilog;
using Serilog.Configuration;

namespace Digits.Tests.Support;

/// <summary>How Serilog finds <see cref="HeldSink"/> by the name Held.</summary>
public static class HeldSinkExtensions
{
    public static LoggerConfiguration Held(this LoggerSinkConfiguration sinks, string name) => sinks.Sink(HeldSink.All[name]);
}

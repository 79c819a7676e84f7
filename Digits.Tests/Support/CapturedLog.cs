using System.Threading.Channels;
using Serilog.Core;
using Serilog.Events;

namespace Digits.Tests.Support;

/// <summary>What one service logs, at the levels that its configuration lets through.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CapturedLog : ILogEventSink
{
    private readonly Channel<LogEvent> _events = Channel.CreateUnbounded<LogEvent>();

    public void Emit(LogEvent logEvent) => _events.Writer.TryWrite(logEvent);

    /// <summary>Waits for the next line.</summary>
    public async Task<LogEvent> NextAsync() => await _events.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits for the next line about a request that failed.</summary>
    public async Task<LogEvent> FailureAsync()
    {
        LogEvent line;
        do
        {
            line = await NextAsync();
        }
        while (!line.Properties.ContainsKey("Slug"));
        return line;
    }

    /// <summary>Takes every line written until now.</summary>
    public List<LogEvent> Take()
    {
        List<LogEvent> lines = [];
        while (_events.Reader.TryRead(out LogEvent? line))
        {
            lines.Add(line);
        }

        return lines;
    }
}

using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;

namespace Digits.Api.Hosting;

/// <summary>
/// Keeps a flood of lines from filling disks and from taking the time of requests: of each kind the first few of a second are written in
/// full, and at its end one line says how many more there were.
/// </summary>
/// <remarks>
/// Thread-safe. The kind of a failed request is its slug, that of any other line its template. Lines under Information are there because
/// somebody asked for them, and pass.
/// </remarks>
internal sealed class LogFloods : ILogEventFilter, IDisposable
{
    /// <summary>The most lines of all kinds in a second, those that count included.</summary>
    public const int Most = 200;

    /// <summary>The most lines of one kind in a second that are written in full.</summary>
    public const int MostOfAKind = 20;

    /// <summary>How many kinds are told apart; all others are one.</summary>
    private const int MostKinds = 50;

    private const string Others = "of other kinds";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, LogCount> _counts = new(StringComparer.Ordinal);
    private ITimer? _timer;
    private int _written;

    /// <summary>Counts a line, and lets it pass while there are few.</summary>
    public bool IsEnabled(LogEvent logEvent)
    {
        if (logEvent.Level < LogEventLevel.Information || logEvent.Properties.ContainsKey(LogCount.Property))
        {
            return true;
        }

        LogCount count = CountOf(Kind(logEvent));
        if (count.Add() <= MostOfAKind && Interlocked.Increment(ref _written) <= Most - MostKinds)
        {
            return true;
        }

        count.LeaveOut(logEvent.Level);
        return false;
    }

    /// <summary>Counts a line that is not even made, where there were enough of its kind in this second.</summary>
    /// <returns>False where it is to be made and will be counted then.</returns>
    public bool LeavesOut(string kind, LogEventLevel level)
    {
        if (!_counts.TryGetValue(kind, out LogCount? count) || count.Seen < MostOfAKind)
        {
            return false;
        }

        count.LeaveOut(level);
        return true;
    }

    /// <summary>Ends a second: writes what was left out in it.</summary>
    public void Tell(Serilog.ILogger logger)
    {
        Volatile.Write(ref _written, 0);
        foreach (LogCount count in _counts.Values)
        {
            count.Tell(logger);
        }
    }

    /// <summary>Ends every second from now on.</summary>
    public void Watch(Serilog.ILogger logger, TimeProvider clock) => _timer = clock.CreateTimer(_ => Tell(logger), null, Second, Second);

    public void Dispose() => _timer?.Dispose();

    private LogCount CountOf(string kind)
    {
        if (_counts.TryGetValue(kind, out LogCount? count))
        {
            return count;
        }

        kind = _counts.Count < MostKinds - 1 ? kind : Others;
        return _counts.GetOrAdd(kind, static kind => new LogCount(kind));
    }

    private static string Kind(LogEvent logEvent) =>
        logEvent.Properties.TryGetValue("Slug", out LogEventPropertyValue? slug) && slug is ScalarValue { Value: string text }
            ? text
            : logEvent.MessageTemplate.Text;
}

using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;

namespace Digits.Tests.Support;

/// <summary>A sink, to be named in the configuration of a logger, that takes no line before it is let go.</summary>
public sealed class HeldSink : ILogEventSink, IDisposable
{
    internal static readonly ConcurrentDictionary<string, HeldSink> All = new(StringComparer.Ordinal);

    private readonly ManualResetEventSlim _released = new();

    internal HeldSink() => All[Name] = this;

    /// <summary>What the configuration calls it by.</summary>
    internal string Name { get; } = Guid.NewGuid().ToString("N");

    /// <summary>How many lines it has taken.</summary>
    internal int Lines { get; private set; }

    public void Emit(LogEvent logEvent)
    {
        _released.Wait();
        Lines++;
    }

    public void Dispose()
    {
        All.TryRemove(Name, out _);
        _released.Dispose();
    }

    internal void Release() => _released.Set();
}

using Serilog.Events;

namespace Digits.Api.Hosting;

/// <summary>How many lines of one kind there were in a second, and how many of them were left out.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class LogCount(string kind)
{
    /// <summary>The property that a line of this class has and no other.</summary>
    public const string Property = "LinesLeftOut";

    private int _seen;
    private int _leftOut;
    private int _level;

    /// <summary>How many there were in this second, short of those that were not even made.</summary>
    public int Seen => Volatile.Read(ref _seen);

    /// <summary>Counts a line.</summary>
    /// <returns>The how many-th of its second it is.</returns>
    public int Add() => Interlocked.Increment(ref _seen);

    /// <summary>Counts a line that is left out.</summary>
    public void LeaveOut(LogEventLevel level)
    {
        Volatile.Write(ref _level, (int)level);
        Interlocked.Increment(ref _leftOut);
    }

    /// <summary>Begins a new second, and writes how many lines were left out in the last.</summary>
    public void Tell(Serilog.ILogger logger)
    {
        Volatile.Write(ref _seen, 0);
        int leftOut = Interlocked.Exchange(ref _leftOut, 0);
        if (leftOut > 0)
        {
            logger.Write((LogEventLevel)Volatile.Read(ref _level), "{LinesLeftOut} more lines in a second: {Kind}", leftOut, kind);
        }
    }
}

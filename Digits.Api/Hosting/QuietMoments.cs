namespace Digits.Api.Hosting;

/// <summary>Tells when memory is to be given back: much more is resident than after the last time, and the process is nearly idle.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class QuietMoments
{
    /// <summary>How much more than the last time is worth it.</summary>
    private const long Growth = 48 << 20;

    /// <summary>The most processor time in an interval that is quiet: a twentieth of one processor.</summary>
    private static readonly TimeSpan MostBusy = QuietMemory.Interval / 20;

    private long _least = long.MaxValue;
    private TimeSpan _processor = TimeSpan.MaxValue;

    /// <summary>Whether the moment has come. Asked at every interval.</summary>
    /// <param name="resident">Bytes of the process that are in memory.</param>
    /// <param name="processor">Processor time of the process since its start.</param>
    public bool IsDue(long resident, TimeSpan processor)
    {
        bool isQuiet = _processor != TimeSpan.MaxValue && processor - _processor <= MostBusy;
        _processor = processor;
        _least = Math.Min(_least, resident);
        return isQuiet && resident - _least > Growth;
    }

    /// <summary>Counts anew from here: memory was given back.</summary>
    /// <param name="resident">Bytes of the process that are in memory still.</param>
    public void Begin(long resident) => _least = resident;
}

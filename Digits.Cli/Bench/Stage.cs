using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Digits.Cli.Bench;

/// <summary>What one step on the way of a picture takes.</summary>
/// <param name="Name">The step.</param>
/// <param name="Median">In milliseconds.</param>
/// <param name="Slow">The 95th percentile, in milliseconds.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Stage(string Name, double Median, double Slow)
{
    private const int FewestRounds = 20;

    /// <summary>Times a step, as often as it goes into a time, after a while that does not count.</summary>
    public static Stage Measure(string name, TimeSpan time, Action step, CancellationToken cancellationToken)
    {
        // The runtime compiles what is called often a second time, in the background: half of the time goes by before anything counts.
        long warming = Stopwatch.GetTimestamp();
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            step();
        }
        while (Stopwatch.GetElapsedTime(warming) < time / 2);

        var taken = new List<double>();
        long begun = Stopwatch.GetTimestamp();
        while (taken.Count < FewestRounds || Stopwatch.GetElapsedTime(begun) < time)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long start = Stopwatch.GetTimestamp();
            step();
            taken.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        taken.Sort();
        return new Stage(name, taken[taken.Count / 2], taken[(int)(taken.Count * 0.95)]);
    }
}

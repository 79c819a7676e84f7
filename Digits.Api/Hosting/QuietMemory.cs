using System.Runtime;
using Digits.Api.Contracts;

namespace Digits.Api.Hosting;

/// <summary>
/// Gives memory back in a quiet moment after a rush: what pools and heaps keep of it, which nobody looks through where nothing is allocated.
/// </summary>
/// <remarks>One collection after a rush, of some tens of milliseconds, while the process has next to nothing to do.</remarks>
internal sealed class QuietMemory(TimeProvider time) : BackgroundService
{
    /// <summary>How often it is looked whether the moment is quiet.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly QuietMoments _moments = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (_moments.IsDue(Environment.WorkingSet, ProcessorTime()))
                {
                    GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                    LargeBytes.Trim();
                    NativeHeap.Trim();
                    _moments.Begin(Environment.WorkingSet);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private static TimeSpan ProcessorTime() => OperatingSystem.IsLinux() || OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
        ? Environment.CpuUsage.TotalTime
        : TimeSpan.Zero;
}

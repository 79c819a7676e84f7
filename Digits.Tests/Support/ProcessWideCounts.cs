using System.Globalization;

namespace Digits.Tests.Support;

/// <summary>What the kernel counts for the whole process. Tests that look at it run alone.</summary>
[CollectionDefinition(nameof(ProcessWideCounts), DisableParallelization = true)]
public static class ProcessWideCounts
{
    internal static int Threads() => Directory.GetDirectories("/proc/self/task").Length;

    /// <summary>Resident memory in bytes, after everything that the collector can free is freed.</summary>
    internal static long ResidentBytes()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        string pages = File.ReadAllText("/proc/self/statm").Split(' ')[1];
        return long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize;
    }
}

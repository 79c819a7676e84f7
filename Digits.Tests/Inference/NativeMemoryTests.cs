using Digits.Core.Inference;
using Digits.Tests.Support;

namespace Digits.Tests.Inference;

/// <summary>What is loaded and disposed many times must leave the process as large as it was, to within a stated tolerance.</summary>
[Collection(nameof(ProcessWideCounts))]
public sealed class NativeMemoryTests
{
    private const int MaxBatchSize = 4;

    // A leaked session of the cascade would cost its weights, over half a MiB, and the arenas of its runs: 100 MiB and more in all.
    // What else the process holds wavers by 10 MiB.
    private const long Tolerance = 25L << 20;

    public static bool IsLinux => OperatingSystem.IsLinux();

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Reads resident memory in /proc.")]
    public void Sessions_100LoadedRunAndDisposed_LeaveMemoryFlat()
    {
        LoadAndDispose(20);
        long before = ProcessWideCounts.ResidentBytes();

        LoadAndDispose(100);

        Assert.InRange(ProcessWideCounts.ResidentBytes() - before, long.MinValue, Tolerance);
    }

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Reads resident memory in /proc.")]
    public void Runs_50000OnOneSession_LeaveMemoryFlat()
    {
        using SessionPool pool = new OnnxModelLoader().Load(Cnn, sessions: 1, MaxBatchSize, TestContext.Current.CancellationToken);
        Run(pool, 1000);
        long before = ProcessWideCounts.ResidentBytes();

        Run(pool, 50_000);

        Assert.InRange(ProcessWideCounts.ResidentBytes() - before, long.MinValue, Tolerance);
    }

    private static ModelFile Cnn { get; } =
        ModelFile.FindAll(Path.Combine(AppContext.BaseDirectory, "models")).Single(file => file.Manifest.Name == "cnn");

    private static void LoadAndDispose(int count)
    {
        for (int i = 0; i < count; i++)
        {
            // Loading runs every batch size once.
            new OnnxModelLoader().Load(Cnn, sessions: 2, MaxBatchSize, TestContext.Current.CancellationToken).Dispose();
        }
    }

    private static void Run(SessionPool pool, int count)
    {
        for (int i = 0; i < count; i++)
        {
            pool.Sessions[0].Run(1 + (i % MaxBatchSize));
        }
    }
}

using Digits.Tests.Support;
using Microsoft.ML.OnnxRuntime;

namespace Digits.Tests.OnnxRuntime;

/// <summary>What is created and disposed many times must leave the process as large as it was, to within a stated tolerance.</summary>
[Collection(nameof(ProcessWideCounts))]
public sealed class NativeMemoryTests
{
    // A leaked session would cost its 1 MiB of weights, 100 MiB in all; a leaked value some 200 bytes, 80 MB in all;
    // a leaked status some 4 KB, for its message holds the path of 2 KB, 80 MB in all. What else the process holds wavers by 10 MiB.
    private const int WeightsPerSession = 1 << 18;
    private const long Tolerance = 25L << 20;

    public static bool IsLinux => OperatingSystem.IsLinux();

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Reads resident memory in /proc.")]
    public void Sessions_100CreatedAndDisposed_LeaveMemoryFlat()
    {
        byte[] model = TinyModel.Weighted(WeightsPerSession);
        CreateSessions(20, model);
        long before = ProcessWideCounts.ResidentBytes();

        CreateSessions(100, model);

        Assert.InRange(ProcessWideCounts.ResidentBytes() - before, long.MinValue, Tolerance);
    }

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Reads resident memory in /proc.")]
    public void Values_400000CreatedAndDisposed_LeaveMemoryFlat()
    {
        CreateValues(10_000);
        long before = ProcessWideCounts.ResidentBytes();

        CreateValues(400_000);

        Assert.InRange(ProcessWideCounts.ResidentBytes() - before, long.MinValue, Tolerance);
    }

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Reads resident memory in /proc.")]
    public void Errors_20000Thrown_LeaveMemoryFlat()
    {
        Fail(500);
        long before = ProcessWideCounts.ResidentBytes();

        Fail(20_000);

        Assert.InRange(ProcessWideCounts.ResidentBytes() - before, long.MinValue, Tolerance);
    }

    private static void CreateSessions(int count, byte[] model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        for (int i = 0; i < count; i++)
        {
            new InferenceSession(model, options).Dispose();
        }
    }

    private static void CreateValues(int count)
    {
        var data = new float[TinyModel.Width];
        long[] shape = [1, TinyModel.Width];
        for (int i = 0; i < count; i++)
        {
            OrtValue.CreateTensorValueFromMemory(data, shape).Dispose();
        }
    }

    private static void Fail(int count)
    {
        string path = string.Concat(Enumerable.Repeat("none/", 400));
        using var options = new SessionOptions();
        for (int i = 0; i < count; i++)
        {
            Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(path, options));
        }
    }
}

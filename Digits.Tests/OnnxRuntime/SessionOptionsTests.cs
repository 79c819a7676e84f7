using Digits.Tests.Support;
using Microsoft.ML.OnnxRuntime;

namespace Digits.Tests.OnnxRuntime;

[Collection(nameof(ProcessWideCounts))]
public sealed class SessionOptionsTests
{
    private const int Many = 33;

    // Other threads of the process come and go, but not this many.
    private const int ThreadTolerance = 8;

    public static bool IsLinux => OperatingSystem.IsLinux();

    [Fact]
    public void Session_EverySettingChanged_StillAnswersRight()
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 2,
            InterOpNumThreads = 2,
            ExecutionMode = ExecutionMode.ORT_PARALLEL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.EnableMemoryPattern = true;
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");

        using var session = new TestSession(TinyModel.Doubling(), options);

        Assert.Equal([2f, 4f, 6f, 8f], session.RunRow(1, 2, 3, 4));
    }

    [Fact]
    public void Properties_Set_ReadBack()
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 3,
            InterOpNumThreads = 4,
            ExecutionMode = ExecutionMode.ORT_PARALLEL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC,
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };

        Assert.Equal(
            (3, 4, ExecutionMode.ORT_PARALLEL, GraphOptimizationLevel.ORT_ENABLE_BASIC, false, OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL),
            (options.IntraOpNumThreads, options.InterOpNumThreads, options.ExecutionMode, options.GraphOptimizationLevel,
                options.EnableMemoryPattern, options.LogSeverityLevel));
    }

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Counts threads in /proc.")]
    public void IntraOpNumThreads_Many_SessionStartsOneFewer()
    {
        using var options = new SessionOptions { IntraOpNumThreads = Many };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");

        Assert.InRange(ThreadsStartedBySession(options), Many - 1 - ThreadTolerance, Many - 1 + ThreadTolerance);
    }

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Counts threads in /proc.")]
    public void InterOpNumThreads_ManyAndParallel_SessionStartsThem()
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = Many,
            ExecutionMode = ExecutionMode.ORT_PARALLEL,
        };
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");

        Assert.InRange(ThreadsStartedBySession(options), Many - 1 - ThreadTolerance, Many + ThreadTolerance);
    }

    [Fact]
    public void GraphOptimizationLevel_Undefined_Throws()
    {
        using var options = new SessionOptions();

        OnnxRuntimeException e = Assert.Throws<OnnxRuntimeException>(() => options.GraphOptimizationLevel = (GraphOptimizationLevel)55);

        Assert.Contains("graph_optimization_level", e.Message, StringComparison.Ordinal);
        Assert.Equal(GraphOptimizationLevel.ORT_ENABLE_ALL, options.GraphOptimizationLevel);
    }

    [Fact]
    public void ExecutionMode_Undefined_Throws()
    {
        using var options = new SessionOptions();

        OnnxRuntimeException e = Assert.Throws<OnnxRuntimeException>(() => options.ExecutionMode = (ExecutionMode)55);

        Assert.Contains("execution_mode", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LogSeverityLevel_Undefined_SessionThrows()
    {
        using var options = new SessionOptions { LogSeverityLevel = (OrtLoggingLevel)55 };

        Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(TinyModel.Doubling(), options));
    }

    [Fact]
    public void AddSessionConfigEntry_EmptyKey_Throws()
    {
        using var options = new SessionOptions();

        OnnxRuntimeException e = Assert.Throws<OnnxRuntimeException>(() => options.AddSessionConfigEntry("", "1"));

        Assert.Contains("key", e.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Dispose_AfterTheSessionIsCreated_LeavesItRunning()
    {
        var options = new SessionOptions();
        using var session = new TestSession(TinyModel.Doubling(), options);

        options.Dispose();

        Assert.Equal([2f, 4f, 6f, 8f], session.RunRow(1, 2, 3, 4));
    }

    [Fact]
    public void Setter_Disposed_Throws()
    {
        var options = new SessionOptions();
        options.Dispose();

        Assert.Throws<ObjectDisposedException>(() => options.IntraOpNumThreads = 1);
    }

    [Fact]
    public void Session_OptionsDisposed_Throws()
    {
        var options = new SessionOptions();
        options.Dispose();

        Assert.Throws<ObjectDisposedException>(() => new InferenceSession(TinyModel.Doubling(), options));
    }

    private static int ThreadsStartedBySession(SessionOptions options)
    {
        int before = ProcessWideCounts.Threads();
        using var session = new InferenceSession(TinyModel.Doubling(), options);
        return ProcessWideCounts.Threads() - before;
    }
}

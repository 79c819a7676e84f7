namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Session options and run options.</summary>
internal static unsafe partial class OrtApi
{
    public static nint CreateSessionOptions() => Create(OrtSlot.CreateSessionOptions);

    public static void ReleaseSessionOptions(nint options) => Release(OrtSlot.ReleaseSessionOptions, options);

    public static void SetSessionExecutionMode(nint options, ExecutionMode mode) =>
        Set(OrtSlot.SetSessionExecutionMode, options, (int)mode);

    public static void SetMemPattern(nint options, bool enabled) =>
        Apply(enabled ? OrtSlot.EnableMemPattern : OrtSlot.DisableMemPattern, options);

    public static void SetSessionLogSeverityLevel(nint options, OrtLoggingLevel level) =>
        Set(OrtSlot.SetSessionLogSeverityLevel, options, (int)level);

    public static void SetSessionGraphOptimizationLevel(nint options, GraphOptimizationLevel level) =>
        Set(OrtSlot.SetSessionGraphOptimizationLevel, options, (int)level);

    public static void SetIntraOpNumThreads(nint options, int threads) => Set(OrtSlot.SetIntraOpNumThreads, options, threads);

    public static void SetInterOpNumThreads(nint options, int threads) => Set(OrtSlot.SetInterOpNumThreads, options, threads);

    public static void AddSessionConfigEntry(nint options, string key, string value)
    {
        using Utf8 keyText = new(key);
        using Utf8 valueText = new(value);
        ThrowIfFailed(((delegate* unmanaged<nint, nint, nint, nint>)At(OrtSlot.AddSessionConfigEntry))(
            options, keyText.Pointer, valueText.Pointer));
    }

    public static nint CreateRunOptions() => Create(OrtSlot.CreateRunOptions);

    public static void ReleaseRunOptions(nint options) => Release(OrtSlot.ReleaseRunOptions, options);

    public static void SetTerminate(nint options, bool terminate) =>
        Apply(terminate ? OrtSlot.RunOptionsSetTerminate : OrtSlot.RunOptionsUnsetTerminate, options);
}

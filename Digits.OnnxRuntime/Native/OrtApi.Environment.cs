namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Environment, memory information and the default allocator.</summary>
internal static unsafe partial class OrtApi
{
    private const int ArenaAllocator = 1;
    private const int DefaultMemory = 0;

    public static nint CreateEnv(OrtLoggingLevel level, string logId)
    {
        using Utf8 id = new(logId);
        nint env;
        ThrowIfFailed(((delegate* unmanaged<int, nint, nint*, nint>)At(OrtSlot.CreateEnv))((int)level, id.Pointer, &env));
        return env;
    }

    public static void DisableTelemetryEvents(nint env) =>
        ThrowIfFailed(((delegate* unmanaged<nint, nint>)At(OrtSlot.DisableTelemetryEvents))(env));

    public static void ReleaseEnv(nint env) => Release(OrtSlot.ReleaseEnv, env);

    public static nint CreateCpuMemoryInfo()
    {
        nint info;
        ThrowIfFailed(((delegate* unmanaged<int, int, nint*, nint>)At(OrtSlot.CreateCpuMemoryInfo))(ArenaAllocator, DefaultMemory, &info));
        return info;
    }

    public static void ReleaseMemoryInfo(nint info) => Release(OrtSlot.ReleaseMemoryInfo, info);

    /// <summary>The process-wide allocator of everything that the library returns; never released.</summary>
    public static nint DefaultAllocator() => Create(OrtSlot.GetAllocatorWithDefaultOptions);

    public static void AllocatorFree(nint allocator, nint memory) =>
        ThrowIfFailed(((delegate* unmanaged<nint, nint, nint>)At(OrtSlot.AllocatorFree))(allocator, memory));
}

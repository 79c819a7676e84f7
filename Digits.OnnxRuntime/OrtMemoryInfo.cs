using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Says on which device a tensor's memory lies.</summary>
/// <remarks>Thread-safe. Here there is only the CPU's, which is not meant to be disposed.</remarks>
public sealed class OrtMemoryInfo : SafeHandle
{
    private static readonly Lazy<OrtMemoryInfo> Cpu = new(
        () => new OrtMemoryInfo(OrtApi.CreateCpuMemoryInfo()), LazyThreadSafetyMode.PublicationOnly);

    private OrtMemoryInfo(nint info)
        : base(0, ownsHandle: true) => SetHandle(info);

    /// <summary>The memory of this process.</summary>
    /// <exception cref="DllNotFoundException">The native library is not beside the application.</exception>
    public static OrtMemoryInfo DefaultInstance => Cpu.Value;

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseMemoryInfo(handle);
        return true;
    }
}

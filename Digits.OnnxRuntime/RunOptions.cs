using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Settings of a run. One instance may serve many runs, also at the same time.</summary>
public sealed class RunOptions : SafeHandle
{
    private volatile bool _terminate;

    /// <summary>Creates options with ONNX Runtime's defaults.</summary>
    /// <exception cref="DllNotFoundException">The native library is not beside the application.</exception>
    public RunOptions()
        : base(0, ownsHandle: true) => SetHandle(OrtApi.CreateRunOptions());

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>
    /// Ends the runs that use these options, those under way included, as soon as their current node is done: they throw
    /// <see cref="OnnxRuntimeException"/>. False by default.
    /// </summary>
    /// <remarks>May be set from another thread than the one that runs. It stays set until it is set to false.</remarks>
    public bool Terminate
    {
        get => _terminate;
        set
        {
            using HandleLease options = new(this);
            OrtApi.SetTerminate(options.Pointer, value);
            _terminate = value;
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseRunOptions(handle);
        return true;
    }
}

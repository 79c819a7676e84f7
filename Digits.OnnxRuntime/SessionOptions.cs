using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Settings of a session that is about to be created.</summary>
/// <remarks>
/// Not thread-safe. A session copies its options: dispose them as soon as it is created. On disposed options every setter throws
/// ObjectDisposedException. What ONNX Runtime checks, it checks when a property is set or when the session is created.
/// </remarks>
public sealed class SessionOptions : SafeHandle
{
    private bool _enableMemoryPattern = true;
    private int _intraOpNumThreads;
    private int _interOpNumThreads;
    private ExecutionMode _executionMode = ExecutionMode.ORT_SEQUENTIAL;
    private GraphOptimizationLevel _graphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
    private OrtLoggingLevel _logSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;

    /// <summary>Creates options with ONNX Runtime's defaults.</summary>
    /// <exception cref="DllNotFoundException">The native library is not beside the application.</exception>
    /// <exception cref="OnnxRuntimeException">The native library is too old.</exception>
    public SessionOptions()
        : base(0, ownsHandle: true) => SetHandle(OrtApi.CreateSessionOptions());

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Threads that share the work of one node, the caller included; 0 (default) takes one for each of the host's cores.</summary>
    /// <remarks>The default does not see a container's CPU quota. 1 starts no thread at all.</remarks>
    public int IntraOpNumThreads
    {
        get => _intraOpNumThreads;
        set
        {
            using HandleLease options = new(this);
            OrtApi.SetIntraOpNumThreads(options.Pointer, value);
            _intraOpNumThreads = value;
        }
    }

    /// <summary>Threads that run independent nodes; 0 (default) takes one for each core. Read under ORT_PARALLEL only.</summary>
    public int InterOpNumThreads
    {
        get => _interOpNumThreads;
        set
        {
            using HandleLease options = new(this);
            OrtApi.SetInterOpNumThreads(options.Pointer, value);
            _interOpNumThreads = value;
        }
    }

    /// <summary>Whether independent nodes run at once; the default is ORT_SEQUENTIAL.</summary>
    /// <exception cref="OnnxRuntimeException">Not a defined mode.</exception>
    public ExecutionMode ExecutionMode
    {
        get => _executionMode;
        set
        {
            using HandleLease options = new(this);
            OrtApi.SetSessionExecutionMode(options.Pointer, value);
            _executionMode = value;
        }
    }

    /// <summary>How far the graph is rewritten; the default is ORT_ENABLE_ALL.</summary>
    /// <exception cref="OnnxRuntimeException">Not a defined level.</exception>
    public GraphOptimizationLevel GraphOptimizationLevel
    {
        get => _graphOptimizationLevel;
        set
        {
            using HandleLease options = new(this);
            OrtApi.SetSessionGraphOptimizationLevel(options.Pointer, value);
            _graphOptimizationLevel = value;
        }
    }

    /// <summary>
    /// Whether the memory of a run is planned from an earlier run of the same shapes; true by default. Plans are kept for every shape seen,
    /// so turn it off where the batch size varies.
    /// </summary>
    public bool EnableMemoryPattern
    {
        get => _enableMemoryPattern;
        set
        {
            using HandleLease options = new(this);
            OrtApi.SetMemPattern(options.Pointer, value);
            _enableMemoryPattern = value;
        }
    }

    /// <summary>What the session writes to standard error; the default is ORT_LOGGING_LEVEL_WARNING.</summary>
    public OrtLoggingLevel LogSeverityLevel
    {
        get => _logSeverityLevel;
        set
        {
            using HandleLease options = new(this);
            OrtApi.SetSessionLogSeverityLevel(options.Pointer, value);
            _logSeverityLevel = value;
        }
    }

    /// <summary>Sets one of the keys of onnxruntime_session_options_config_keys.h, such as session.intra_op.allow_spinning.</summary>
    /// <param name="configKey">1 to 1024 characters; a later entry of the same key replaces an earlier one.</param>
    /// <param name="configValue">Up to 8192 characters.</param>
    /// <exception cref="OnnxRuntimeException">The key is empty, or one of the two is too long.</exception>
    public void AddSessionConfigEntry(string configKey, string configValue)
    {
        ArgumentNullException.ThrowIfNull(configKey);
        ArgumentNullException.ThrowIfNull(configValue);
        using HandleLease options = new(this);
        OrtApi.AddSessionConfigEntry(options.Pointer, configKey, configValue);
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseSessionOptions(handle);
        return true;
    }
}

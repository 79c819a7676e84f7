using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>The process's one native environment: logging, and what all sessions share.</summary>
/// <remarks>Thread-safe. It is created on first use, warns on standard error, and is not meant to be disposed.</remarks>
public sealed class OrtEnv : SafeHandle
{
    private const string LogId = "Digits";

    private static readonly Lazy<OrtEnv> Singleton = new(
        () => Create(OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING, LogId), LazyThreadSafetyMode.PublicationOnly);

    private OrtEnv(nint env)
        : base(0, ownsHandle: true) => SetHandle(env);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The environment, created by the first call.</summary>
    /// <exception cref="DllNotFoundException">The native library is not beside the application; the message says what to do.</exception>
    /// <exception cref="OnnxRuntimeException">The native library is too old.</exception>
    public static OrtEnv Instance() => Singleton.Value;

    /// <summary>Release of the native library, such as 1.30.0.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The official signature.")]
    public string GetVersionString() => OrtApi.Version;

    /// <summary>Ends the platform's collection of usage events for this process.</summary>
    /// <exception cref="OnnxRuntimeException">The native library refused.</exception>
    public void DisableTelemetryEvents() => OrtApi.DisableTelemetryEvents(handle);

    internal static OrtEnv Create(OrtLoggingLevel level, string logId) => new(OrtApi.CreateEnv(level, logId));

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseEnv(handle);
        return true;
    }
}

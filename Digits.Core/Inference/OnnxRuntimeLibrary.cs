using System.Runtime.InteropServices;
using Digits.Core.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace Digits.Core.Inference;

/// <summary>Loads ONNX Runtime's native library, once, and keeps it from reporting home.</summary>
/// <remarks>
/// Unless the variable below is set in the native environment by then, the builds for Linux and macOS leave an id of the machine in the
/// home folder when they are first used, and seconds later send events to their maker. To switch events off afterwards is too late.
/// They hold back under CI=true and its like, so that whoever looks for this has to unset those. The build for Windows sends nothing
/// itself; it writes events for the system to collect, which are switched off below. Thread-safe.
/// </remarks>
internal static partial class OnnxRuntimeLibrary
{
    public const string TelemetryVariable = "ORT_DISABLE_TELEMETRY";

    private static readonly Lazy<OrtEnv> Environment = new(Load);

    /// <summary>
    /// The process's environment of ONNX Runtime; whoever uses the library asks for this first. A host that has used it before, for
    /// models of its own, has made the choice for its process.
    /// </summary>
    /// <exception cref="DllNotFoundException">The library is missing, or not for this platform.</exception>
    public static OrtEnv Require() => Environment.Value;

    private static OrtEnv Load()
    {
        DisableTelemetry();
        NativeLibraryFile.Require("onnxruntime", typeof(InferenceSession).Assembly, "ONNX Runtime");
        OrtEnv environment = OrtEnv.Instance();
        environment.DisableTelemetryEvents();
        return environment;
    }

    /// <summary>Sets the variable, whatever it was: nobody who runs this program has asked for reports of it.</summary>
    private static void DisableTelemetry()
    {
        System.Environment.SetEnvironmentVariable(TelemetryVariable, "1");

        // On Unix the runtime keeps a copy of the environment that native code never sees.
        if (!OperatingSystem.IsWindows() && SetEnv(TelemetryVariable, "1", overwrite: 1) != 0)
        {
            throw new InvalidOperationException($"{TelemetryVariable} cannot be set, and without it ONNX Runtime would report home.");
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnv(string name, string value, int overwrite);
}

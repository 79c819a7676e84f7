using System.Runtime.InteropServices;
using Digits.Core.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace Digits.Core.Inference;

/// <summary>Loads ONNX Runtime's native library, once, and keeps it from reporting home.</summary>
/// <remarks>
/// Some of its builds send events to their maker from the moment they are loaded, unless the variable below is set by then: two seconds
/// after the first session they ask the DNS for the host. Thread-safe.
/// </remarks>
internal static partial class OnnxRuntimeLibrary
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    private static readonly Lazy<OrtEnv> Environment = new(Load);

    /// <summary>The process's environment of ONNX Runtime; whoever uses the library asks for this first.</summary>
    /// <exception cref="DllNotFoundException">The library is missing, or not for this platform.</exception>
    public static OrtEnv Require() => Environment.Value;

    private static OrtEnv Load()
    {
        DisableTelemetry();
        NativeLibraryFile.Require("onnxruntime", typeof(InferenceSession).Assembly, "ONNX Runtime");
        OrtEnv environment = OrtEnv.Instance();

        // What the variable is on Linux, this is on Windows.
        environment.DisableTelemetryEvents();
        return environment;
    }

    /// <summary>Sets the variable, whatever it was: nobody who runs this program has asked for reports of it.</summary>
    private static void DisableTelemetry()
    {
        System.Environment.SetEnvironmentVariable(Variable, "1");
        if (!OperatingSystem.IsWindows())
        {
            // On Unix the runtime keeps a copy of the environment that native code never sees.
            _ = SetEnv(Variable, "1", overwrite: 1);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnv(string name, string value, int overwrite);
}

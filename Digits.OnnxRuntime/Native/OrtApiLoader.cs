using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Finds the native library, checks its version and hands out its function table.</summary>
/// <remarks>
/// The library has one export, OrtGetApiBase, so it is opened by its full path and no DllImport, and with it no import resolver, is needed:
/// nothing is ever looked up on the system's search path, where another version could lie.
/// </remarks>
internal static unsafe class OrtApiLoader
{
    /// <summary>The API version whose table is asked for; a library of release 1.22 or newer serves it.</summary>
    public const uint ApiVersion = 22;

    private const string EntryPoint = "OrtGetApiBase";

    /// <summary>Name of the library's file on this platform.</summary>
    public static string FileName =>
        OperatingSystem.IsWindows() ? "onnxruntime.dll"
        : OperatingSystem.IsMacOS() ? "libonnxruntime.1.dylib"
        : "libonnxruntime.so.1";

    /// <summary>Where the library is looked for: the application's folder, then the folder of this assembly.</summary>
    public static string[] Folders()
    {
        // Empty in a single-file application, where the first folder holds the library as well.
        string? own = Path.GetDirectoryName(typeof(OrtApiLoader).Assembly.Location);
        return string.IsNullOrEmpty(own) ? [AppContext.BaseDirectory] : [AppContext.BaseDirectory, own];
    }

    /// <summary>Opens the library in the first of the folders that has it.</summary>
    /// <returns>OrtApiBase, which lives as long as the process.</returns>
    /// <exception cref="DllNotFoundException">No folder has the file, or it cannot be opened.</exception>
    public static nint Load(params ReadOnlySpan<string> folders)
    {
        foreach (string folder in folders)
        {
            string path = Path.Combine(folder, FileName);
            if (File.Exists(path))
            {
                return Open(path);
            }
        }

        string sought = string.Join(" or ", folders.ToArray().Distinct(StringComparer.Ordinal));
        throw new DllNotFoundException(
            $"ONNX Runtime's native library {FileName} was not found in {sought}. " +
            "The build puts it there with npm: install Node.js, which brings npm, and build again.");
    }

    /// <summary>Asks the library for its function table.</summary>
    /// <param name="apiBase">The native OrtApiBase: two function pointers, GetApi(version) and GetVersionString().</param>
    /// <exception cref="OnnxRuntimeException">The library is older than <see cref="ApiVersion"/>.</exception>
    public static nint GetTable(nint apiBase)
    {
        var getApi = (delegate* unmanaged<uint, nint>)((nint*)apiBase)[0];
        nint table = getApi(ApiVersion);
        return table != 0
            ? table
            : throw new OnnxRuntimeException(
                ErrorCode.NotImplemented,
                $"ONNX Runtime {GetVersion(apiBase)} is too old: it lacks API version {ApiVersion}. " +
                $"Release 1.{ApiVersion} or newer is needed.");
    }

    /// <summary>Release of the library, such as 1.30.0.</summary>
    public static string GetVersion(nint apiBase)
    {
        var getVersionString = (delegate* unmanaged<nint>)((nint*)apiBase)[1];
        return Marshal.PtrToStringUTF8(getVersionString()) ?? "of unknown version";
    }

    private static nint Open(string path)
    {
        try
        {
            Telemetry.DisableUnlessAsked();
            nint library = NativeLibrary.Load(path);
            var getApiBase = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, EntryPoint);
            return getApiBase();
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            throw new DllNotFoundException($"{path} is no ONNX Runtime library that this process can load: {e.Message}", e);
        }
    }
}

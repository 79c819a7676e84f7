using System.Reflection;
using System.Runtime.InteropServices;

namespace Digits.Core.Imaging.Vips.Interop;

/// <summary>Finds libvips beside the assembly and starts it once a process.</summary>
internal static class VipsLibrary
{
    /// <summary>The name that every import of this folder gives; the resolver turns it into the file of the platform.</summary>
    public const string Name = "vips";

    private static readonly Lazy<bool> Started = new(StartOnce);

    /// <summary>Starts libvips, or does nothing where it already runs. Thread-safe.</summary>
    /// <exception cref="DllNotFoundException">The library is missing or of another platform.</exception>
    /// <exception cref="InvalidOperationException">The library was found but does not start.</exception>
    public static void Start() => _ = Started.Value;

    private static string FileName =>
        OperatingSystem.IsWindows() ? "libvips-42.dll"
        : OperatingSystem.IsMacOS() ? "libvips-cpp.8.18.7.dylib"
        : "libvips-cpp.so.8.18.7";

    private static bool StartOnce()
    {
        NativeLibrary.SetDllImportResolver(typeof(VipsLibrary).Assembly, Resolve);
        VipsLog.Silence();
        if (VipsNative.Init("digits") != 0)
        {
            throw new InvalidOperationException($"{FileName} was loaded but libvips did not start.");
        }

        // The service owns the parallelism and never decodes the same bytes twice on purpose.
        VipsNative.SetConcurrency(1);
        VipsNative.SetCacheSize(0);
        VipsNative.BlockUntrusted(1);
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (!string.Equals(name, Name, StringComparison.Ordinal))
        {
            return 0;
        }

        return NativeLibrary.TryLoad(FileName, assembly, DllImportSearchPath.AssemblyDirectory, out nint library)
            ? library
            : throw new DllNotFoundException(
                $"{FileName} (libvips, which decodes pictures) was not found beside Digits.Core, or is not for this platform.");
    }
}

using System.Reflection;
using System.Runtime.InteropServices;

namespace Digits.Core.Diagnostics;

/// <summary>Finds out in time, and says in one line, where a package's native library cannot be loaded.</summary>
/// <remarks>The packages themselves tell it from inside a type initialiser, in many lines and at the first request. Thread-safe.</remarks>
internal static class NativeLibraryFile
{
    /// <summary>Loads the library where the package's own imports will look for it; it stays loaded.</summary>
    /// <param name="name">Its name without suffix, as the package imports it.</param>
    /// <param name="package">The package's managed assembly.</param>
    /// <param name="product">How people call it.</param>
    /// <exception cref="DllNotFoundException">It is missing, or not for this platform.</exception>
    public static void Require(string name, Assembly package, string product)
    {
        if (NativeLibrary.TryLoad(name, package, null, out _))
        {
            return;
        }

        string prefix = OperatingSystem.IsWindows() || name.StartsWith("lib", StringComparison.Ordinal) ? "" : "lib";
        string suffix = OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";
        throw new DllNotFoundException(
            $"{product}'s native library {prefix}{name}{suffix} for {RuntimeInformation.RuntimeIdentifier} cannot be loaded from {AppContext.BaseDirectory}: " +
            "it is missing there, was published for another platform, or needs what this system lacks.");
    }
}

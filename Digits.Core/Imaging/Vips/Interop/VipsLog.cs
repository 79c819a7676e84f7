using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Digits.Core.Imaging.Vips.Interop;

/// <summary>Keeps what GLib and libvips log about damaged files from standard error; failures are reported as values instead.</summary>
internal static unsafe class VipsLog
{
    private const int Handled = 1;

    /// <summary>Installs handlers that drop every message, for the classic and the structured way of logging.</summary>
    public static void Silence()
    {
        GLibNative.SetDefaultLogHandler(&DropMessage, null);
        GLibNative.SetLogWriter(&DropFields, null, null);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void DropMessage(byte* domain, int level, byte* message, void* state)
    {
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DropFields(int level, void* fields, nuint count, void* state) => Handled;
}

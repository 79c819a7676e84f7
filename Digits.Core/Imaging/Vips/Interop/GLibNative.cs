using System.Runtime.InteropServices;

namespace Digits.Core.Imaging.Vips.Interop;

/// <summary>glib.h: memory and logging. The same file as libvips exports it.</summary>
internal static unsafe partial class GLibNative
{
    /// <summary>Frees what g_malloc gave.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "g_free")]
    public static partial void Free(nint memory);

    /// <summary>Sets the handler of messages whose domain has none of its own.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "g_log_set_default_handler")]
    public static partial nint SetDefaultLogHandler(delegate* unmanaged[Cdecl]<byte*, int, byte*, void*, void> handler, void* state);

    /// <summary>Sets the writer of structured messages; GLib allows it once a process.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "g_log_set_writer_func")]
    public static partial void SetLogWriter(delegate* unmanaged[Cdecl]<int, void*, nuint, void*, int> writer, void* state, void* release);
}

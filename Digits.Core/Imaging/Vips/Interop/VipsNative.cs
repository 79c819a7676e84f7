using System.Runtime.InteropServices;

namespace Digits.Core.Imaging.Vips.Interop;

/// <summary>vips.h, cache.h and error.h: what concerns the whole process.</summary>
internal static partial class VipsNative
{
    /// <summary>Starts the library; 0 on success.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_init", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Init(string programName);

    /// <summary>The most threads that one picture is computed with.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_concurrency_set")]
    public static partial void SetConcurrency(int threads);

    /// <summary>The most operations whose results are kept.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_cache_set_max")]
    public static partial void SetCacheSize(int operations);

    /// <summary>1 forbids loaders that libvips' authors have not hardened against hostile files.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_block_untrusted_set")]
    public static partial void BlockUntrusted(int state);

    /// <summary>Empties the process-wide text that every failure adds to.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_error_clear")]
    public static partial void ClearErrors();
}

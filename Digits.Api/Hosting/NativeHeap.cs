using System.Runtime.InteropServices;

namespace Digits.Api.Hosting;

/// <summary>Has glibc's allocator give back what large pictures and bodies have taken (mallopt(3), malloc_trim(3)). Elsewhere it does nothing.</summary>
/// <remarks>
/// By itself the allocator raises the size from which it asks the kernel for each block alone, up to 32 MB, as soon as such blocks are freed;
/// from then on they lie in heaps, one for each thread or so, that shrink at their ends alone. Whoever sets MALLOC_MMAP_THRESHOLD_ or
/// GLIBC_TUNABLES has chosen otherwise.
/// </remarks>
internal static partial class NativeHeap
{
    private const string Library = "libc";

    // malloc.h.
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;
    private const int MostArenas = -8;

    /// <summary>From this size on, in bytes, a block is the kernel's; as much may lie free at a heap's end.</summary>
    private const int Threshold = 1 << 20;

    private static readonly string[] Chosen = ["MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_", "MALLOC_ARENA_MAX", "GLIBC_TUNABLES"];

    /// <summary>Sets the allocator; at start, before there are threads.</summary>
    public static void Bound()
    {
        if (Has("mallopt") && !Array.Exists(Chosen, name => Environment.GetEnvironmentVariable(name) is not null))
        {
            _ = Set(MapThreshold, Threshold);
            _ = Set(TrimThreshold, Threshold);
            _ = Set(MostArenas, Environment.ProcessorCount + 1);
        }
    }

    /// <summary>Gives back all that is free, also within heaps. It takes some milliseconds.</summary>
    public static void Trim()
    {
        if (Has("malloc_trim"))
        {
            _ = Trim(0);
        }
    }

    private static bool Has(string function) =>
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad(Library, typeof(NativeHeap).Assembly, DllImportSearchPath.SafeDirectories, out nint library)
        && NativeLibrary.TryGetExport(library, function, out _);

    [LibraryImport(Library, EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Set(int parameter, int value);

    [LibraryImport(Library, EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Trim(nuint padding);
}

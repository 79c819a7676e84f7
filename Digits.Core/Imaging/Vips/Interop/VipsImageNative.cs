using System.Runtime.InteropServices;

namespace Digits.Core.Imaging.Vips.Interop;

/// <summary>image.h, header.h and region.h: what a header says, and pixels by rectangle.</summary>
internal static partial class VipsImageNative
{
    /// <summary>The type of a value that holds an image.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_image_get_type")]
    public static partial nuint Type();

    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_image_get_width")]
    public static partial int Width(VipsImageHandle image);

    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_image_get_height")]
    public static partial int Height(VipsImageHandle image);

    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_image_get_bands")]
    public static partial int Bands(VipsImageHandle image);

    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_image_get_format")]
    public static partial VipsBandFormat Format(VipsImageHandle image);

    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_image_get_interpretation")]
    public static partial VipsInterpretation Interpretation(VipsImageHandle image);

    /// <summary>EXIF orientation 1 to 8; 1 where there is none.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_image_get_orientation")]
    public static partial int Orientation(VipsImageHandle image);

    /// <summary>A window on an image, for the calling thread.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_region_new")]
    public static partial VipsRegionHandle CreateRegion(VipsImageHandle image);

    /// <summary>Computes a rectangle on the calling thread and copies it to new memory; invalid where that fails.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_region_fetch")]
    public static partial GMemoryHandle Fetch(VipsRegionHandle region, int left, int top, int width, int height, out nuint length);
}

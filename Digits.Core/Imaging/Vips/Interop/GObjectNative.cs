using System.Runtime.InteropServices;

namespace Digits.Core.Imaging.Vips.Interop;

/// <summary>gobject.h: references, properties and the values that carry them.</summary>
internal static partial class GObjectNative
{
    /// <summary>Drops one reference.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "g_object_unref")]
    public static partial void Unref(nint instance);

    /// <summary>Sets a property to a value, which stays the caller's.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "g_object_set_property", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetProperty(VipsOperationHandle instance, string name, in GValue value);

    /// <summary>Reads a property into a value that has the property's type.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "g_object_get_property", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void GetProperty(VipsOperationHandle instance, string name, ref GValue value);

    /// <summary>Gives a zeroed value its type.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "g_value_init")]
    public static partial nint InitValue(ref GValue value, nuint type);

    /// <summary>Releases what a value holds.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "g_value_unset")]
    public static partial void UnsetValue(ref GValue value);

    /// <summary>Makes a value hold a reference of its own to an image.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "g_value_set_object")]
    public static partial void SetImage(ref GValue value, VipsImageHandle image);

    /// <summary>Makes a value hold a reference of its own to a blob.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "g_value_set_boxed")]
    public static partial void SetBlob(ref GValue value, VipsBlobHandle blob);

    /// <summary>A new reference to the image that a value holds.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "g_value_dup_object")]
    public static partial VipsImageHandle CopyImage(in GValue value);
}

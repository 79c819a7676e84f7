using System.Runtime.InteropServices;

namespace Digits.Core.Imaging.Vips.Interop;

/// <summary>operation.h, object.h and type.h: operations by name, the way of libvips' bindings that needs no variadic call.</summary>
internal static partial class VipsOperationNative
{
    /// <summary>A new operation by its nickname; invalid where there is none.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_operation_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial VipsOperationHandle Create(string nickname);

    /// <summary>Sets a number, truth value or enumeration from its text; 0 on success.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_object_set_argument_from_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetArgument(VipsOperationHandle operation, string name, string value);

    /// <summary>Checks the arguments and makes the outputs, past the operation cache; 0 on success.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_object_build")]
    public static partial int Build(VipsOperationHandle operation);

    /// <summary>Drops the operation's own references to its outputs, which would keep both alive in a circle.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_object_unref_outputs")]
    public static partial void UnrefOutputs(VipsOperationHandle operation);

    /// <summary>A blob over memory that stays the caller's when <paramref name="release"/> is 0.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_blob_new")]
    public static unsafe partial VipsBlobHandle CreateBlob(nint release, void* data, nuint length);

    /// <summary>The type of a value that holds a blob.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_blob_get_type")]
    public static partial nuint BlobType();

    /// <summary>Drops one reference to a blob.</summary>
    [LibraryImport(VipsLibrary.Name, EntryPoint = "vips_area_unref")]
    public static partial void UnrefArea(nint area);
}
